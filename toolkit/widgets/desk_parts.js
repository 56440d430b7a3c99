/* Parts of the review desk: elements made of a view. Every text of a document is put in as a text node, never as markup;
   every colour only repeats a word, a sign or a number. */

const VERDICTS = [
  { verdict: "full", key: "1", sign: "●" },
  { verdict: "partial", key: "2", sign: "◐" },
  { verdict: "none", key: "3", sign: "○" },
  { verdict: "na", key: "4", sign: "–" },
  { verdict: "unsure", key: "5", sign: "?" },
];
const SIGN = Object.fromEntries(VERDICTS.map(({ verdict, sign }) => [verdict, sign]));
const BANDS = { likely: 3, possible: 2, unlikely: 1, none: 0 };
const LANGS = ["kk", "ru", "en"];
const DIRECTIONS = ["outcome", "statement"];
const TOOLS = [
  ["back", "←", "do-back"],
  ["next", "→", "do-next"],
  ["undo", "U", "do-undo"],
  ["reason", "R", "reason"],
  ["search", "/", "tool-search"],
  ["filters", "F", "do-filters"],
  ["bulk", "B", "tool-bulk"],
  ["help", "?", "do-help"],
];

/* Make an element. Properties are attributes, `on...` are listeners, children are elements or plain text. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const box = (name, ...children) => make("div", { class: name }, ...children);
const span = (name, ...children) => make("span", { class: name }, ...children);
const small = (...children) => make("p", { class: "curmap-small" }, ...children);
const unheard = (...children) => make("span", { "aria-hidden": "true" }, ...children);
const key = (text) => make("kbd", {}, text);
const fill = (phrase, blanks) => phrase.replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);

/* A button with a name by which it finds the focus again when it is drawn anew. */
function button(name, label, push, more = {}) {
  return make("button", { type: "button", "data-name": name, onclick: push, ...more }, label);
}

/* The text with its matching words marked; places are counted in whole characters, as Python counts them. */
function marked(text, places = []) {
  const letters = Array.from(text);
  const parts = [];
  let done = 0;
  for (const [start, end] of places) {
    parts.push(letters.slice(done, start).join(""), make("mark", {}, letters.slice(start, end).join("")));
    done = end;
  }
  return [...parts, letters.slice(done).join("")];
}

/* All languages that a text has, side by side. */
function allTexts({ texts, marks }) {
  const there = LANGS.filter((lang) => texts[lang]);
  const named = (lang) => (there.length > 1 ? span("curmap-lang", lang) : null);
  return box(
    "curmap-texts",
    there.map((lang) => make("p", { lang, class: "curmap-text" }, named(lang), marked(texts[lang], marks?.[lang]))),
  );
}

function placeOf({ place }) {
  const steps = (place ?? []).filter(Boolean).map((step) => make("li", {}, step));
  return steps.length ? make("ol", { class: "curmap-place" }, steps) : null;
}

/* ---- header ---- */

function headParts({ words, progress, reviewer, blind, lang, direction }, act) {
  const choice = (name, values, now, label) =>
    make(
      "div",
      { class: "curmap-choice", role: "group", "aria-label": words[name] },
      values.map((value) =>
        button(`${name}-${value}`, label(value), () => act(name, value), { "aria-pressed": String(value === now) }),
      ),
    );
  return [
    box("curmap-who", make("b", {}, reviewer), blind ? [" ", span("curmap-chip", words["blind"])] : null),
    choice("direction", DIRECTIONS, direction, (value) => words[`direction-${value}`]),
    choice("language", LANGS, lang, (value) => value),
    ...progressParts(words, progress),
  ];
}

function progressParts(words, { share, decided, total, left_text: left, estimate_text: estimate }) {
  const percent = Math.round(share * 100);
  const range = { "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": percent };
  const named = { class: "curmap-bar", role: "progressbar", "aria-label": words["progress"], ...range };
  return [
    small(make("b", { class: "curmap-number" }, `${decided} / ${total}`), ...[left, estimate].filter(Boolean).map((text) => ` · ${text}`)),
    make("div", named, make("div", { class: "curmap-done", style: `width:${percent}%` })),
  ];
}

/* ---- the outcome or statement that is looked at ---- */

function itemParts({ words, item, position }) {
  if (!item) return [make("p", { class: "curmap-empty" }, words["item-none"])];
  const facts = (item.facts ?? []).map((fact) => make("li", {}, fact));
  return [
    box(
      "curmap-line",
      span("curmap-kind", words[`item-${item.kind}`]),
      make("b", {}, item.code),
      span("curmap-number", position ? `${position[0]} / ${position[1]}` : ""),
    ),
    allTexts(item),
    placeOf(item),
    facts.length ? make("ul", { class: "curmap-facts" }, facts) : null,
  ];
}

/* ---- candidates ---- */

function foldedRow(candidate, { words, lang }) {
  const shown = [lang, ...LANGS].find((name) => candidate.texts[name]) ?? lang;
  return make(
    "div",
    { class: candidate.band ? "curmap-row" : "curmap-row curmap-blind", role: "option", "aria-selected": "false" },
    bandPart(candidate, words),
    make("div", { class: "curmap-clip", lang: shown }, marked(candidate.texts[shown] ?? "", candidate.marks?.[shown])),
    verdictPart(candidate, words),
  );
}

function unfoldedRow(candidate, { words, direction }) {
  const statement = direction === "outcome"; // else the item says it
  const chips = [
    statement ? words[`kind-${candidate.kind}`] : "",
    statement && candidate.places > 1 ? fill(words["places"], { n: candidate.places }) : "",
    candidate.found_by_search ? words["found-by-search"] : "",
  ];
  return make(
    "div",
    { class: "curmap-row curmap-open", role: "option", "aria-selected": "true" },
    box(
      "curmap-line",
      bandPart(candidate, words),
      make("b", {}, candidate.code),
      chips.filter(Boolean).map((chip) => span("curmap-chip", chip)),
      verdictPart(candidate, words),
    ),
    allTexts(candidate),
    candidate.suspect ? changeParts(candidate.suspect, words) : null,
    candidate.why ? small(make("b", {}, `${words["why"]}: `), candidate.why) : null,
    placeOf(candidate),
    elsewherePart(candidate, words),
    decidedParts(candidate, words),
  );
}

/* Three bars, a word and a number. */
function bandPart({ band, confidence }, words) {
  if (!band) return null; // a blind review
  const bars = [1, 2, 3].map((bar) => make("i", { class: bar <= BANDS[band] ? "curmap-lit" : "" }));
  const share = typeof confidence === "number" ? `${Math.round(confidence * 100)} %` : "";
  return make(
    "span",
    { class: "curmap-band", "data-band": band },
    make("span", { class: "curmap-meter", "aria-hidden": "true" }, bars),
    span("", words[`band-${band}`], " ", span("curmap-number", share)),
  );
}

/* What stands: for this pair, or for the statement as a whole, or differently in different places. */
function verdictPart({ verdict, whole, mixed, suspect }, words) {
  const name = verdict || whole || "open";
  const label = mixed && !verdict ? words["mixed"] : words[`verdict-${name}`];
  return make(
    "span",
    { class: "curmap-verdict", "data-verdict": verdict || "open" },
    suspect ? span("curmap-warn", unheard("⚠ "), words["state-suspect"]) : null,
    span("", unheard(`${SIGN[name] ?? "·"} `), label),
  );
}

/* Who said what: one line, or one a reviewer. */
function decidedParts({ verdict, whole, mine, who, when, reason, voices = [] }, words) {
  const line = (person, time, said, why) => small([person, time, said].filter(Boolean).join(", "), why ? ` – ${why}` : "");
  const closed = whole ? small(fill(words["as-whole"], { verdict: words[`verdict-${whole}`] })) : null;
  if (voices.length > 1) {
    const said = (voice) => line(voice.who, voice.when, words[`verdict-${voice.verdict}`], voice.reason);
    return [closed, ...voices.map(said)];
  }
  return [closed, verdict ? line(mine ? words["you"] : who, when, "", reason) : null];
}

function elsewherePart({ elsewhere = [] }, words) {
  if (!elsewhere.length) return null;
  return make(
    "div",
    { class: "curmap-small" },
    make("b", {}, `${words["elsewhere"]}:`),
    make("ul", { class: "curmap-facts" }, elsewhere.map((one) => make("li", {}, one))),
  );
}

/* Words that went and words that came since the decision: signs for the eye, words for the ear. */
function changeParts({ texts, note }, words) {
  const heard = (name) => span("curmap-heard", `${words[name]}: `);
  const shown = (parts) =>
    parts.map(([what, text]) => {
      if (what === "gone") return [make("del", {}, heard("gone"), "−", text), " "];
      if (what === "new") return [make("ins", {}, heard("new"), "+", text), " "];
      return [text, " "];
    });
  const change = (parts) => make("p", { class: "curmap-change" }, make("b", {}, `${words["changed-since"]}: `), shown(parts));
  return texts.length ? texts.map(change) : make("p", { class: "curmap-change" }, note);
}

/* ---- footer ---- */

function footParts({ words, can_undo: undoable }, ready, held, act) {
  const verdicts = VERDICTS.map(({ verdict, key: digit, sign }) =>
    button(verdict, [key(digit), " ", unheard(`${sign} `), words[`verdict-${verdict}`]], () => act("verdict", verdict), {
      class: "curmap-push",
      "data-verdict": verdict,
      "aria-keyshortcuts": digit,
      disabled: !ready,
    }),
  );
  const tools = TOOLS.map(([name, text, label]) =>
    button(name, [key(text), " ", words[label]], () => act(name), { disabled: name === "undo" && !undoable }),
  );
  return [
    make("div", { class: "curmap-verdicts", role: "group", "aria-label": words["help-verdicts"] }, verdicts),
    box("curmap-tools", tools),
    held ? small(make("b", {}, `${words["reason"]}: `), held) : null,
  ];
}
