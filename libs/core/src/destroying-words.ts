/**
 * Words that say that something is destroyed, undone or taken away, in English, German, French and Spanish; patterns of
 * regular expressions. Discovery follows no link, and below the level `disposable` no form is sent, that says one of them.
 */
export const destroyingWords: readonly string[] = [
  'delete|remove|destroy|erase|purge|wipe|truncate|terminate|kill|uninstall|unlink|detach|evict|discard',
  // “Drop us a line”, “Drop-in”, “Drop files here” destroy nothing.
  'drop(?![ -](?:us|me|off|down|in|by|your|files?|here|zone))',
  'cancel[ -](?:account|subscription|order)|close[ -]account|unsubscribe|deactivate|disable',
  'regenerate|rotate|revoke|restore|roll[ -]?back|overwrite|factory[ -]reset',
  'l[öo]schen|entfernen|vernichten|verwerfen|k[üu]ndigen|stornieren|zur[üu]cksetzen|deinstallieren',
  'supprimer|effacer|retirer|d[ée]truire|d[ée]sinstaller|r[ée]silier|annuler|r[ée]initialiser',
  'eliminar|borrar|quitar|destruir|desechar|descartar|desinstalar|anular|restablecer|dar de baja',
];

/** One of them, as a whole word. */
export const destroying = new RegExp(`(?<!\\p{L})(?:${destroyingWords.join('|')})(?!\\p{L})`, 'iu');
