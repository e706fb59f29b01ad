import { ListLoading } from '#components/shell/list-loading.tsx';

export default function PageLoading() {
  return <ListLoading />;
}
