/** How apps say that somebody tries too often, in English, German, French and Spanish. */
const tooOften =
  /too many|rate limit|(?:wait|warten?(?: sie)?|patiente[rz]|attende[zr]|esper[ae]) (?:\p{L}+ )?(?:an?|one|ein\p{L}*|une?|un[oa]?|\d+) (?:more )?(?:seconds?|minutes?|sekunden?|minuten?|secondes?|segundos?|minutos?)|try again (?:later|in )|retry later|zu viele|zu oft|später (?:erneut|noch ?mal|wieder)|trop de|trop d['’]|trop souvent|réessaye[rz] (?:plus tard|dans)|demasiad[oa]s|inténtel[oa] (?:de nuevo )?más tarde/iu;

/** Whether a page says that something was tried too often, and may be tried again. */
export const saysTooOften = (text: string): boolean => tooOften.test(text);
