"""A session that keeps the contract of the desk and nothing else, with as many candidates as a test wants."""

from toolkit.labels import load

TEXT_KK = "Статистикалық байқаулардың бастапқы деректерін жинайды, тексереді және жүйеге енгізеді"
TEXT_RU = "Собирает, проверяет и вводит первичные данные статистических наблюдений"
WHERE = ["Статистика саласындағы сұхбаттасу", "1. Интервьюер", "2. Деректерді жинау", "1. Сұхбат жүргізу"]


def candidate(number, **changes):
    confidence = max(0.02, 0.95 - number * 0.07)
    band = "likely" if confidence > 0.7 else "possible" if confidence > 0.3 else "unlikely"
    texts = {
        "kk": f"{number + 1}-дағды: сұхбат жүргізу кезінде бастапқы деректерді жинау және тексеру, ",
        "ru": "",
        "en": "",
    }
    texts["kk"] += "респонденттермен қарым-қатынас орнату, жауаптарды электрондық нысанға енгізу"
    if number % 2 == 0:
        texts["ru"] = (
            f"Умение {number + 1}: сбор и проверка первичных данных при проведении интервью, установление контакта"
        )
    start = texts["kk"].index("бастапқы")
    made = {
        "key": f"c{number}",
        "code": f"V2000019833/1.2.1/S{number + 1}",
        "texts": texts,
        "marks": {"kk": [[start, start + 20]]},
        "place": WHERE,
        "places": 1 + number % 3,
        "kind": ("skill", "knowledge", "competence")[number % 3],
        "confidence": confidence,
        "band": band,
        "why": "ортақ сөздер: бастапқы, деректерді, тексеру; бір функцияда расталған сәйкестік бар",
        "verdict": "",
        "mine": False,
        "who": "",
        "when": "",
        "reason": "",
        "suspect": None,
        "mixed": False,
        "whole": "",
        "voices": [],
        "elsewhere": [],
        "selected": number == 0,
        "found_by_search": False,
    }
    return {**made, **changes}


class FakeSession:
    """Takes every verdict but one: `none` for the first candidate wants a reason. Remembers its messages."""

    def __init__(self, size=12, items=3):
        self.messages = []
        self.lang = "kk"
        self.direction = "outcome"
        self.number = 0
        self.items = items
        self.lists = [[candidate(number) for number in range(size)] for _ in range(items)]
        self.undoable = []
        self.message = None
        self.ask = None

    @property
    def here(self):
        """The candidates of the item that is shown."""
        return self.lists[self.number]

    def view(self):
        """Give the view model."""
        decided = sum(bool(one["verdict"]) for one in self.here)
        total = max(1, len(self.here))
        return {
            "lang": self.lang,
            "direction": self.direction,
            "reviewer": "Айгүл Серікқызы",
            "blind": False,
            "words": {key: entry[self.lang] for key, entry in load("desk").items()},
            "item": {
                "key": f"i{self.number}",
                "kind": "outcome",
                "code": f"ОН{self.number + 1}",
                "texts": {"kk": TEXT_KK, "ru": TEXT_RU, "en": ""},
                "place": ["КМ 04", "Статистикалық байқау"],
                "facts": ["СБШ деңгейі: 4", "Бағалау критерийлері: деректерді толық енгізеді"],
            },
            "candidates": [dict(one) for one in self.here],
            "searching": any(one["found_by_search"] for one in self.here),
            "position": [self.number + 1, self.items],
            "progress": {
                "decided": decided,
                "total": total,
                "share": decided / total,
                "left_text": "тағы шамамен 25 минут",
                "estimate_text": "9 байланыс табылды, шамамен 3 қалды",
            },
            "filters": {
                "card": {"value": "", "choices": [["", "барлығы"], ["1", "1. Интервьюер"]]},
                "function": {"value": "", "choices": [["", "барлығы"]]},
                "kind": {"value": "", "choices": [["", "барлығы"], ["skill", "дағды"]]},
                "state": {"value": "all", "choices": [["all", "барлығы"], ["undecided", "шешілмеген"]]},
            },
            "message": self.message,
            "ask": self.ask,
            "can_undo": bool(self.undoable),
        }

    def handle(self, message):
        """Do what a message asks."""
        self.messages.append(message)
        self.message = self.ask = None
        name = message["do"]
        getattr(self, f"_do_{name}")(**{key: value for key, value in message.items() if key != "do"})
        return self.view()

    def _do_select(self, candidate):
        for place, one in enumerate(self.here):
            if one["selected"] != (one["key"] == candidate):
                self.here[place] = {**one, "selected": one["key"] == candidate}

    def _do_decide(self, verdict, candidate, item, reason=""):
        assert item == f"i{self.number}"
        if verdict == "none" and candidate == "c0" and not reason:
            self.ask = {"what": "reason", "text": "Неге сәйкес емес? Ұсыныс ықтимал деп бағаланған."}
            return
        place = next(place for place, one in enumerate(self.here) if one["key"] == candidate)
        self.undoable.append((self.number, place, self.here[place]))
        who = {"mine": True, "who": "Айгүл Серікқызы", "when": "2026-11-21 12:00"}
        self.here[place] = {**self.here[place], **who, "verdict": verdict, "reason": reason}
        self._do_select(self.here[min(place + 1, len(self.here) - 1)]["key"])

    def _do_undo(self):
        number, place, old = self.undoable.pop()
        self.lists[number][place] = {**old, "selected": False}
        self._do_select(old["key"])

    def _do_next(self):
        self.number = (self.number + 1) % self.items

    def _do_back(self):
        self.number = (self.number - 1) % self.items

    def _do_set_lang(self, lang):
        self.lang = lang

    def _do_set_direction(self, direction):
        self.direction = direction

    def _do_set_filter(self, name, value):
        self.message = {"kind": "info", "text": f"{name}={value}"}

    def _do_search(self, words):
        found = candidate(990, key="found", found_by_search=True, confidence=None, band="none", why=words)
        self.lists[self.number] = [*self.here, found]
        self._do_select("found")

    def _do_clear_search(self):
        self.lists[self.number] = [one for one in self.here if not one["found_by_search"]]
        self._do_select(self.here[0]["key"])

    def _do_cancel(self):
        pass

    def _do_bulk_none(self, below, confirm):
        low = [one for one in self.here if one["confidence"] < below and not one["verdict"]]
        if not confirm:
            self.ask = {"what": "bulk", "text": f"{len(low)} ұсыныс «сәйкес емес» деп жазылсын ба?"}
            return
        for one in low:
            self._do_decide("none", one["key"], f"i{self.number}", "bulk")
