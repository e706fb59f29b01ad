import type { ReactNode } from 'react';
import { CloseIcon, MenuIcon, PersonIcon } from '#components/ui/icons.tsx';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { Brand } from './brand.tsx';
import { type Demo, DemoBanner } from './demo-banner.tsx';
import { Footer } from './footer.tsx';
import { Menu } from './menu.tsx';
import { type NavItem, NavLinks } from './nav-links.tsx';
import { MAIN_ID, SkipLink } from './skip-link.tsx';

interface AppFrameProps {
  preferences: Preferences;
  /** Who is signed in, as shown in the account menu. */
  account: { name: string | null; email: string };
  /** The available balance, always in sight: `BalanceSlip`, live or not. Absent for staff without credit. */
  balance?: ReactNode;
  /** A form that signs out, made by whoever owns sessions. */
  signOut: ReactNode;
  /** Set in a demo: the banner that says so. */
  demo?: Demo | undefined;
  /** Whether the person is staff: the links of the support desk. */
  staff?: boolean;
  children: ReactNode;
}

/** The frame of every signed-in page. It shows; it never decides who may see what. */
export function AppFrame({
  preferences,
  account,
  balance,
  signOut,
  demo,
  staff = false,
  children,
}: AppFrameProps) {
  const { locale } = preferences;
  const t = translator(locale, 'shell');
  // Staff without credit of their own have none of a customer's pages.
  const own: NavItem[] =
    balance === undefined
      ? []
      : [
          { href: '/overview', label: t('overview') },
          { href: '/top-up', label: t('topUp') },
          { href: '/generate', label: t('generate') },
          { href: '/history', label: t('history') },
          { href: '/statement', label: t('statement') },
          { href: '/refunds', label: t('payments') },
          { href: '/api-keys', label: t('apiKeys') },
        ];
  const items: NavItem[] = [
    ...own,
    ...(staff
      ? [
          { href: '/support', label: t('supportSearch'), exact: true },
          { href: '/support/refunds', label: t('supportRefunds') },
          { href: '/support/grants', label: t('supportGrants') },
          { href: '/support/events', label: t('supportEvents') },
          { href: '/support/reconciliation', label: t('supportReconciliation') },
          { href: '/support/books', label: t('supportBooks') },
          { href: '/support/audit', label: t('supportAudit') },
        ]
      : []),
  ];
  const settings: NavItem = { href: '/settings', label: t('settings') };
  const home = staff ? '/support' : balance === undefined ? '/settings' : '/overview';
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t('skip')} />
      {demo !== undefined && <DemoBanner demo={demo} locale={locale} />}
      <header className="no-print sticky top-0 z-40 border-b border-line bg-paper">
        <div className="page flex min-h-14 items-center gap-x-4 xl:gap-x-8">
          <Brand href={home} label={t('home')} name={t('brand')} />
          <nav aria-label={t('mainNavigation')} className="-mb-px flex min-w-0 self-stretch max-lg:hidden">
            <NavLinks items={items} layout="bar" />
          </nav>
          <div className="ml-auto flex items-center gap-x-3 sm:gap-x-5">
            {balance}
            <Menu
              id="account-menu"
              label={t('account')}
              trigger={<PersonIcon />}
              triggerClassName="inline-flex size-8 items-center justify-center rounded-full border border-line text-soft transition-colors [anchor-name:--account] hover:border-edge hover:text-ink max-lg:hidden"
              panelClassName="m-0 mt-2 w-60 rounded-lg border border-line bg-sheet p-4 shadow-lift [inset:3.5rem_1rem_auto_auto] [position-anchor:--account] supports-[position-area:bottom]:[inset:auto] supports-[position-area:bottom]:[position-area:bottom_span-left]"
            >
              <Identity account={account} />
              <div className="mt-4 border-t border-line">
                <NavLinks items={[settings]} layout="list" />
              </div>
              <div className="pt-4">{signOut}</div>
            </Menu>
            <Menu
              id="main-menu"
              label={t('menu')}
              trigger={<MenuIcon />}
              triggerClassName="-mr-2 inline-flex size-10 items-center justify-center rounded-md text-ink hover:bg-wash lg:hidden"
              panelClassName="fixed inset-0 m-0 h-dvh max-h-none w-full max-w-none overflow-y-auto bg-paper"
            >
              <div className="page flex h-14 items-center justify-between border-b border-line">
                <Brand href={home} label={t('home')} name={t('brand')} />
                <button
                  type="button"
                  popoverTarget="main-menu"
                  popoverTargetAction="hide"
                  aria-label={t('closeMenu')}
                  className="-mr-2 inline-flex size-10 items-center justify-center rounded-md hover:bg-wash"
                >
                  <CloseIcon />
                </button>
              </div>
              <nav aria-label={t('mainNavigation')} className="page pt-2">
                <NavLinks items={[...items, settings]} layout="list" />
              </nav>
              <div className="page space-y-4 py-6">
                <Identity account={account} />
                {signOut}
              </div>
            </Menu>
          </div>
        </div>
        {/* Shown while a link that was pressed says that its page is long on its way. */}
        <div role="status" className="absolute inset-x-0 -bottom-px">
          <span className="hidden [html[data-under-way]_&]:block">
            <span className="visually-hidden">{translator(locale, 'words')('loading')}</span>
            <span aria-hidden="true" className="block h-0.5 animate-breathe bg-accent" />
          </span>
        </div>
      </header>
      {/* While a page's stand-in is shown the footer waits below the screen: what comes would push it there. */}
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="page flex-1 pb-12 outline-none has-[[role=status][aria-busy=true]]:min-h-svh"
      >
        <ClientMessages
          locale={locale}
          timeZone={preferences.timeZone}
          messages={compileMessages(locale, ['errors', 'words'])}
        >
          {children}
        </ClientMessages>
      </main>
      <Footer preferences={preferences} signedIn />
    </div>
  );
}

function Identity({ account }: { account: AppFrameProps['account'] }) {
  return (
    <div className="min-w-0">
      {account.name !== null && account.name !== '' && <p className="truncate font-medium">{account.name}</p>}
      <p className="text-sm break-all text-soft">{account.email}</p>
    </div>
  );
}
