import { anyOf } from './list-words.js';

/** What leads from one part of a making to the next, or ends it. */
export const onward = anyOf(
  'next(?: step)?|continue|proceed|finish|done|complete|confirm',
  'weiter|fortfahren|fertig(?: ?stellen)?|abschließen|bestätigen',
  'suivante?|continuer|terminer|confirmer|valider',
  'siguiente|continuar|finalizar|terminar|confirmar',
);

/** What ends it where nothing is left to fill in. */
export const ending = anyOf(
  'finish|done|complete|confirm|create|save|add|submit',
  'fertig(?: ?stellen)?|abschließen|bestätigen|anlegen|erstellen|speichern',
  'terminer|confirmer|valider|créer|enregistrer|ajouter',
  'finalizar|terminar|confirmar|crear|guardar|añadir',
);

/** That something new is being made. */
export const beingMade = anyOf(
  'new|add(?:ing)?|creat(?:e|ing)|compose|set ?up|wizard|draft',
  'neue?[rns]?|anlegen|erstellen|hinzufügen|entwurf',
  'nouvelle|nouvel|nouveau|ajouter|créer|création|brouillon',
  'nuev[oa]|añadir|crear|creación|borrador',
);

/** That one of several kinds is to be chosen, or that what was entered is shown once more before it counts. */
export const stillAsked = anyOf(
  '(?:select|choose|pick|which|what)(?: \\p{L}+){0,4} (?:type|kind|template|format|category|layout|model)|(?:choose|select|pick) (?:a|an|the|one|your)',
  'review|summary|overview and|check (?:your|the) (?:details|entries)',
  '(?:wähle[n]?|welche[rs]?)(?: \\p{L}+){0,3} (?:typ|art|vorlage|format)|zusammenfassung|überprüfen',
  '(?:choisi\\p{L}*|quel(?:le)?)(?: \\p{L}+){0,3} (?:type|modèle|format)|récapitulatif',
  '(?:elij\\p{L}*|seleccion\\p{L}*|qué)(?: \\p{L}+){0,3} (?:tipo|plantilla|formato)|resumen',
);

/** “Step 2 of 3”, “2/3”. */
export const stepMark = /(?<!\p{L})(?:step|schritt|étape|etapa|paso)\s*\d+\s*(?:\/|of|von|sur|de|:|$)/iu;

/** That it is made. */
export const isMadeWords = anyOf(
  '(?:was|were|been|is|successfully) (?:\\p{L}+ )?(?:created|saved|added|published|stored|submitted)|success(?:fully)?|(?:created|saved|added)[.!]?$',
  'erfolgreich|(?:wurde|ist) (?:\\p{L}+ )?(?:erstellt|gespeichert|angelegt|hinzugefügt)',
  '(?:a été|avec succès)|(?:créée?|enregistrée?|ajoutée?)[.!]?$',
  '(?:se ha|ha sido|con éxito|correctamente)|(?:cread[oa]|guardad[oa]|añadid[oa])[.!]?$',
);

/** What a button says that takes the thing to other people, or sets something going. */
export const reachesOut = anyOf(
  'publish|announce|broadcast|notify|e-?mail|start|run|launch|deploy|assign|schedule|send',
  'veröffentlichen|benachrichtigen|starten|zuweisen|senden',
  'publier|notifier|démarrer|lancer|assigner|envoyer',
  'publicar|notificar|iniciar|lanzar|asignar|enviar',
);

/** What a thing is called before anybody called it anything. */
export const defaultName = anyOf(
  'new|untitled|unnamed|no name|draft',
  'neue?[rns]?|unbenannt\\p{L}*|ohne titel|entwurf',
  'nouvelle|nouvel|nouveau|sans (?:titre|nom)',
  'nuev[oa]|sin (?:título|nombre)',
);

/** Kinds that take more than words: a file, another place, or a tool of their own. */
export const needsMore = anyOf(
  'images?|pictures?|photos?|audio|video|music|sound|files?|uploads?|import|drawing|binary|archives?|zip|tar|pdf|url|link|redirect|alias|from (?:a )?(?:template|copy)|duplicate|clone|copy',
  'bild(?:er)?|datei(?:en)?|hochladen|importieren|zeichnung|vorlage|kopie',
  'fichiers?|téléverser|importer|dessin|modèle|copie',
  'imagen(?:es)?|archivos?|subir|importar|dibujo|plantilla|copia',
);

/** The plainest of several kinds says so. */
export const plainest = anyOf(
  'default|standard|basic|simple|blank|empty|(?:from )?scratch|none',
  'standard|einfach\\p{L}*|leer\\p{L}*|ohne vorlage',
  'par défaut|standard|simple|vierge|vide',
  'predeterminad[oa]|estándar|básic[oa]|simple|en blanco|vací[oa]',
);

/** That something new is made. */
export const making =
  /(?<!\p{L})(?:new|add|create|invite|register|log (?:an? )?(?:time|hours?|work|entry|activity|call|visit)|neue?[rns]?|anlegen|hinzufügen|einladen|erfassen|eintragen|nouvelle|nouvel|nouveau|ajouter|créer|inviter|saisir|noter|nuev[oa]|añadir|crear|invitar|apuntar|anotar)(?!\p{L})/iu;

/** That what is entered is kept with the thing whose page this is: its note, its description. */
export const keeping =
  /(?<!\p{L})(?:save|update|apply|speichern|sichern|aktualisieren|enregistrer|sauvegarder|mettre à jour|guardar|actualizar)(?!\p{L})/iu;
