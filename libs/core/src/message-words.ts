/**
 * What an app says to what it was sent, in English, German, French and Spanish: that it will not take it, how to enter it
 * otherwise, that it is done. Each as whole words; a text may hold several, and then tells nothing by itself.
 */
export const refusing =
  /(?<!\p{L})(?:error|errors|invalid|not valid|incorrect|wrong|failed|required|must|cannot|can['’]t|please (?:correct|enter|fill|choose|select|provide)|needs? (?:an?|at least)|check (?:the|your) (?:fields?|form|entries|errors?)|enter a valid|already (?:exists|taken|in use)|does(?: not|n['’]t) exist|fehler|ungültig|nicht gültig|falsch|erforderlich|pflichtfeld|muss|müssen|braucht|fehlt|fehlen|korrigieren|bitte|existiert (?:nicht|bereits)|erreur|invalide|(?:non|pas) valide|obligatoire|requise?s?|doi(?:t|vent)|vérifiez (?:les|vos) (?:champs|données|erreurs)|corrige[rz]|il faut|manquante?s?|incorrecte?|n['’]existe pas|existe déjà|incorrect[oa]|inválid[oa]|no (?:es )?válid[oa]s?|obligatori[oa]|requerid[oa]s?|deben?|revis[ae] (?:los|las|tus|sus) (?:campos|datos|errores)|corrij[ae]|necesitan?|faltan?|no existe|ya existe)(?!\p{L})/iu;

/** What tells a visitor to enter it otherwise. To who entered all that was asked for it may be the next step. */
export const advising =
  /^\W*(?:please |bitte |veuillez |por favor,? )?(?:enter|use|choose|provide|type|give|write|select|specify|geben sie|gib|wählen?|verwenden?|saisi(?:r|ssez)|entrez|choisi(?:r|ssez)|indiquez|introdu(?:ce|zca)|escrib[ae]|elij[ae]|indi(?:ca|que))(?!\p{L})/iu;

/** What says that it is done. */
export const confirming =
  /(?<!\p{L})(?:thanks?|success(?:ful(?:ly)?)?|done|saved|stored|added|created|sent|received|updated|deleted|removed|published|subscribed|registered|confirmed|danke|vielen dank|erfolg(?:reich)?|erledigt|gespeichert|hinzugefügt|angelegt|erstellt|gesendet|verschickt|aktualisiert|gelöscht|entfernt|veröffentlicht|angemeldet|registriert|bestätigt|merci|succès|terminée?|enregistrée?s?|ajoutée?s?|créée?s?|envoyée?s?|mise? à jour|supprimée?s?|publiée?s?|inscrite?|confirmée?s?|gracias|éxito|hecho|guardad[oa]s?|añadid[oa]s?|cread[oa]s?|enviad[oa]s?|actualizad[oa]s?|eliminad[oa]s?|publicad[oa]s?|suscrit[oa]|registrad[oa]s?|confirmad[oa]s?)(?!\p{L})/iu;

/** What takes such a word back, or says when or how far it would hold: “not saved”, “only 20 can be added”. */
export const denying =
  /(?<!\p{L})(?:not|no|nothing|never|unable|\p{L}+n['’]t|could|can|may|be|only|at (?:most|least)|before|until|unless|nicht|nichts|nie|kein\p{L}*|kann|können|werden|nur|höchstens|mindestens|bevor|bis|pas|rien|jamais|aucune?|peu(?:t|vent)|être|seulement|uniquement|au (?:plus|moins)|avant|nunca|nada|ning[uú]n[ao]?|puede[n]?|ser|s[oó]lo|al menos|como máximo|antes|hasta)(?!\p{L})/iu;
