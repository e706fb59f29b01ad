/** Why a job came to nothing, keyed as in the English ones. */
export const failures = {
  content_rejected: 'Die Inhaltsprüfung hat den Prompt abgelehnt. Es wurde nichts abgebucht.',
  provider_failed: 'Das Bild konnte nicht erstellt werden. Es wurde nichts abgebucht.',
  validation_error:
    'So geht es nicht: Das Bild und die Angaben passen nicht zusammen. Es wurde nichts abgebucht.',
  field: 'Mit diesem Bild geht es so nicht: siehe „{label}“. Es wurde nichts abgebucht.',
  other: 'Es ist fehlgeschlagen. Es wurde nichts abgebucht.',
};
