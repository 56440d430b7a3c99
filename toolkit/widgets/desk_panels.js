/* Panels of the review desk: search and filters above the list, dialogues over the desk. Each takes the desk, whose
   `send`, `shut`, `escape` and `giveReason` it calls. */

const HELP = [
  ["1 – 5", "help-verdicts"],
  ["↑ ↓ · J K", "help-candidates"],
  ["Enter · →", "do-next"],
  ["←", "do-back"],
  ["U · Ctrl+Z", "do-undo"],
  ["R", "do-reason"],
  ["/", "do-search"],
  ["F", "do-filters"],
  ["B", "do-bulk"],
  ["L", "language"],
  ["D", "direction"],
  ["?", "do-help"],
  ["Esc", "close"],
];
const SEVERAL = "10"; // per cent of confidence that are offered as the bound below which all are none

const isEnter = (event) => ["Enter", "NumpadEnter"].includes(event.code);
const escapeButton = (words, label, push, more) => button("close", [key("Esc"), " ", words[label]], push, more);

/* A dialogue with a title, a sentence, fields, and two buttons; Enter in a field confirms. */
function dialogue(desk, title, text, fields, confirm) {
  const { words } = desk.view;
  const submit = (event) => {
    event.preventDefault();
    confirm();
  };
  const enter = (event) => {
    if (event.target.matches("input") && isEnter(event)) submit(event);
  };
  const named = { role: "dialog", "aria-modal": "true", "aria-label": words[title] };
  return make(
    "form",
    { ...named, class: "curmap-dialogue", onsubmit: submit, onkeydown: enter },
    make("b", {}, words[title]),
    text ? make("p", {}, text) : null,
    fields,
    box(
      "curmap-tools",
      make("button", { type: "submit", "data-first": !fields }, key("Enter"), " ", words["confirm"]),
      escapeButton(words, "cancel", () => desk.escape()),
    ),
  );
}

const DIALOGUES = {
  reason(desk) {
    const { panel, view } = desk;
    const field = make("input", { type: "text", "data-first": true, "aria-label": view.words["reason"], maxlength: 500 });
    field.value = panel.candidate?.mine ? panel.candidate.reason : "";
    return dialogue(desk, "reason-title", panel.text, field, () => desk.giveReason(panel, field.value.trim()));
  },

  sure(desk) {
    const { text, message } = desk.panel;
    return dialogue(desk, "bulk-title", text, null, () => {
      desk.shut();
      desk.send({ ...message, confirm: true });
    });
  },

  bulk(desk) {
    const { words } = desk.view;
    const field = make("input", { type: "number", min: 1, max: 100, "data-first": true, required: true });
    field.value = SEVERAL;
    const label = make("label", { class: "curmap-field" }, words["bulk-below"], field, "%");
    return dialogue(desk, "bulk-title", words["bulk-help"], label, () => {
      if (!field.reportValidity()) return;
      desk.shut();
      desk.send({ do: "bulk_none", below: Number(field.value) / 100, confirm: false });
    });
  },

  help(desk) {
    const { words } = desk.view;
    const rows = HELP.map(([keys, label]) => [make("dt", {}, key(keys)), make("dd", {}, words[label])]);
    return make(
      "div",
      { class: "curmap-dialogue", role: "dialog", "aria-modal": "true", "aria-label": words["help-title"] },
      make("b", {}, words["help-title"]),
      make("dl", {}, rows),
      escapeButton(words, "close", () => desk.shut(), { "data-first": true }),
    );
  },
};

const TRAYS = {
  search(desk) {
    const { words } = desk.view;
    const named = { "aria-label": words["search-label"], placeholder: words["search-label"] };
    const search = (event) => {
      if (!isEnter(event)) return;
      event.preventDefault();
      if (field.value.trim()) desk.send({ do: "search", words: field.value.trim() });
      desk.list.focus({ preventScroll: true });
    };
    const field = make("input", { type: "search", "data-first": true, "data-name": "words", ...named, onkeydown: search });
    return box("curmap-line", field, escapeButton(words, "do-clear-search", () => desk.escape()));
  },

  filters(desk) {
    const { words, filters } = desk.view;
    const fields = Object.entries(filters).map(([name, { value, choices }], index) => {
      const options = choices.map(([choice, label]) => make("option", { selected: choice === value, value: choice }, label));
      const change = (event) => desk.send({ do: "set_filter", name, value: choices[event.target.selectedIndex][0] });
      const named = { "data-name": `filter-${name}`, "data-first": index === 0, onchange: change };
      return make("label", { class: "curmap-field" }, words[`filter-${name}`], make("select", named, options));
    });
    return box("curmap-line", fields, escapeButton(words, "close", () => desk.shut()));
  },
};
