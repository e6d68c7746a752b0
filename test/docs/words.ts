/** A phrase that the project's English does without. */
export interface Phrase {
  /** Not case-sensitive unless flagged here. A space also matches a line break. */
  readonly pattern: RegExp
  readonly instead: string
  readonly why: string
  /** A sentence with the phrase, and one that looks like it but is fine. */
  readonly found: string
  readonly fine: string
}

const phrase = (pattern: RegExp, rest: Omit<Phrase, 'pattern'>): Phrase => ({
  pattern: new RegExp(pattern.source.replaceAll(' ', String.raw`\s+`), `g${pattern.flags}`),
  ...rest,
})

/**
 * What the comments and pages said, often, when their English was translated word by word from German. Each
 * phrase always has a plainer replacement, so a hit is never a matter of taste.
 */
export const PHRASES: readonly Phrase[] = [
  phrase(/\banew\b/i, {
    instead: 'again, or "starts over"',
    why: 'archaic',
    found: 'The list is read anew.',
    fine: 'The list is read again. A new list follows.',
  }),
  phrase(/\bwhoever\b/i, {
    instead: 'who it is: the user, the caller, "anyone who"',
    why: 'hides the subject',
    found: 'Whoever waits gets the same response.',
    fine: 'Anyone who waits gets the same response.',
  }),
  phrase(/\b(?:no|some|any|every)body\b/i, {
    instead: 'who it is (the user, a component, a tab), or "no one", "someone"',
    why: 'mostly stood for a component, a tab or the code',
    found: 'Kept while nobody shows it.',
    fine: 'Kept while no component shows it. A 204 has no body.',
  }),
  phrase(/\bpersons?\b/i, {
    instead: 'the user',
    why: 'the dashboard has users',
    found: 'Until the person decides.',
    fine: 'Until the user decides. Personal data is left out.',
  }),
  phrase(/(?<!\busers? (?:is|are) )\btold\b(?! apart)|\btell(?:s|ing)? of\b/i, {
    instead: 'called with, reported, shown, set to',
    why: 'callbacks are called and events reported; only people are told',
    found: '`onSettled` is told of each end.',
    fine: 'The user is told. The two are told apart by `name`, which tells us the kind of failure.',
  }),
  phrase(/\basked (?:again|about|by)\b/i, {
    instead: 'polled, sent again, read',
    why: 'requests have their own verbs',
    found: 'The server is asked again.',
    fine: 'The server asked for 3 s. The user is asked before leaving.',
  }),
  phrase(/\bstands?\b(?!-| (?:for|alone|out)\b)/i, {
    instead: 'is, appears, "is shown"',
    why: 'German says "steht" for text and state',
    found: 'The reason stands below the field.',
    fine: 'It stands for any endpoint. A stand-in follows.',
  }),
  phrase(/\bbec(?:a|o)mes? of\b/i, {
    instead: 'the outcome of',
    why: 'one term: outcome',
    found: 'It is unclear what became of it.',
    fine: 'Its outcome is unclear; it became COMPLETED.',
  }),
  phrase(/\bin place of\b/i, {
    instead: 'instead of',
    why: 'one phrase for one meaning',
    found: 'Shown in place of the button.',
    fine: 'Shown instead of the button, in its place.',
  }),
  phrase(/\bby (?:itself|themselves)\b/i, {
    instead: 'automatically, or "on its own", "alone", "separately"',
    why: 'German says "von selbst" and "für sich"; the English phrase only means "alone"',
    found: 'It is sent again by itself.',
    fine: 'It is sent again automatically. Each tab polls on its own.',
  }),
  phrase(
    /(?:\b(?:absent|empty|missing|none|only|true|false)|`(?:undefined|null|true|false)`) where\b|\bwhere (?:there (?:is|are|was)|nothing|none|no|left out)\b/i,
    {
      instead: 'if, when',
      why: '"where" is for places',
      found: '`undefined` where none is known.',
      fine: '`undefined` if none is known. Where a complaint names its field. The page starts where it was.',
    },
  ),
  phrase(
    /(?:^\s*|[.;] )What (?:is|are|was|were|has|had) (?:(?!(?:and|or|that|which|who|it|they|we|you|before|after|if|when)\b)[\w`'-]+ ){1,6}(?:is|are|was|were|has|stays?|goes|go|comes|counts|belongs|decides|gets)\b/,
    {
      instead: 'a noun: "A final status never changes."',
      why: 'a clause as the subject has to be read twice',
      found: 'Asks first. What is already final stays.',
      fine: 'What is deleted and what is kept. The form, and what is known about it before it is sent.',
    },
  ),
  phrase(/\bof wh(?:ich|om) (?:it|no|nothing|none|never|the|a|they|we)\b/i, {
    instead: 'whose, or a second sentence',
    why: 'a relative clause turned around',
    found: 'An intent of which it is not known whether it arrived.',
    fine: 'An intent whose outcome is not known. Four tries, of which one is sent at once.',
  }),
  phrase(/(?<!\b(?:there|which) )\bis no (?!longer\b|more\b|one\b|different\b|doubt\b)/i, {
    instead: '"is not a"',
    why: 'German negates the noun',
    found: 'Empty for text that is no number.',
    fine: 'If there is no number, it is no longer read. The text is not a number.',
  }),
  phrase(/(?<!\b(?:is|are|was|were) )\ball the same\b/i, {
    instead: 'anyway, still',
    why: 'German says "trotzdem"',
    found: 'The request is sent all the same.',
    fine: 'The responses are all the same. It is sent anyway.',
  }),
  phrase(/\bas good as (?:gone|none|nothing|done|over|lost)\b/i, {
    instead: 'what is true: gone, or not',
    why: 'leaves open whether it is',
    found: 'An older record is as good as gone.',
    fine: 'This is as good as the other.',
  }),
  phrase(/\bunder way\b/i, {
    instead: 'in flight (a request), running (an operation)',
    why: 'says which of the two',
    found: 'While a request is under way.',
    fine: 'While a request is in flight.',
  }),
  phrase(/\bbr(?:ings?|ought) nothing\b/i, {
    instead: 'fails, has no effect',
    why: 'German says "bringt nichts"',
    found: 'The last poll brought nothing.',
    fine: 'The last poll failed. It brought the status.',
  }),
  phrase(/\bclear no\b/i, {
    instead: 'a definite refusal, "clearly rejected"',
    why: 'responses are refusals',
    found: 'A 400 is a clear no.',
    fine: 'It is clear: no request was sent.',
  }),
  phrase(/\b(?:gate|journal|engine|provider|badge|tray|hooks?) (?:knows?|asks?|hears?|wants?)\b/i, {
    instead: 'what the code does: stores, polls, reads, contains',
    why: 'personified code hides what happens',
    found: 'The gate knows when to poll.',
    fine: 'The gate polls at the deadline. The provider reads it.',
  }),
  phrase(/\brecipes?\b/i, {
    instead: 'endpoint, "endpoint definition"',
    why: 'the API says `Endpoint`',
    found: 'The recipe names the path.',
    fine: 'The endpoint definition names the path.',
  }),
  phrase(/\b(?:doors?|floors?)\b/i, {
    instead: 'entry point; import rules, folder',
    why: 'terms of the field instead of our own',
    found: 'Every name of every door.',
    fine: 'Every name of every entry point, outdoors.',
  }),
]

/** Each phrase in a text, with its position. */
export function findPhrases(text: string): { phrase: Phrase; index: number; words: string }[] {
  return PHRASES.flatMap((each) =>
    [...text.matchAll(each.pattern)].map(({ 0: words, index }) => {
      const blank = /^[.;\s]*/.exec(words)?.[0].length ?? 0
      return { phrase: each, index: index + blank, words: words.slice(blank).trim().replaceAll(/\s+/g, ' ') }
    }),
  )
}
