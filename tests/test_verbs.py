"""Verbs of learning outcomes: what is an action, what its level is, in three languages."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.model import LANGS, Names, Outcome
from toolkit.text import LOOK_ALIKES
from toolkit.verbs import (
    LEVELS,
    adequacy,
    cognitive_level,
    expected_share,
    find_verbs,
    level_distribution,
    read_outcome,
)

ROOT = Path(__file__).parents[1]

KAZAKH = [
    # finite verbs, joined verbs
    ("Статистикалық деректерді талдайды.", "4", "талдау"),
    ("Жобаның тәуекелдерін талдайды және бағалайды.", "5", "талдау, бағалау"),
    ("Деректерді жинақтайды, өңдейді, талдайды", "4", "жинақтау, өңдеу, талдау"),
    ("Сұрақтарды түсінеді, әрі түсіндіреді", "2", "түсіну, түсіндіру"),
    ("Нормативтік актілерді біледі, сондай-ақ жұмыста қолданады", "3", "білу, қолдану"),
    (
        "Педагогикалық процесті жоспарлайды, ұйымдастырады және оның нәтижелерін талдайды",
        "4/6",
        "жоспарлау, ұйымдастыру, талдау",
    ),
    ("Құжаттарды тексеріп, рәсімдейді", "4", "тексеру, рәсімдеу"),
    ("Кен орнының геологиялық картасын оқып, қималарын құрастырады", "3/6", "оқу, құрастыру"),
    ("Өнім сапасын бақылайды", "3/5", "бақылау"),
    ("Тыңдаушылардың қажеттіліктерін айқындайды", "1/4", "айқындау"),
    # verbal nouns as outcomes
    ("Респонденттермен байланыс орнату", "3", "байланыс орнату"),
    ("Деректерді талдау және ауытқуларды анықтау", "4", "талдау, анықтау"),
    ("Семинарларды жоспарлау, өткізу және бағалау", "5/6", "жоспарлау, өткізу, бағалау"),
    ("Тілді білу (құрылым, грамматика, лексика)", "1", "білу"),
    ("Бұрғылау қондырғысын пайдалану және жөндеу", "3", "пайдалану, жөндеу"),
    ("Әлеуметтік жұмыстың заманауи әдістерін пайдалану", "3", "пайдалану"),
    # light verbs
    ("Еңбек нарығына талдау жүргізеді", "4", "талдау жүргізу"),
    ("Шығындардың талдауын жүргізеді", "4", "талдау жүргізу"),
    ("Өңірлік нарықтың жай-күйіне талдау және бағалау жүргізу", "5", "талдау, бағалау жүргізу"),
    ("Ұңғымалардың күйіне мониторинг жүргізеді", "4", "мониторинг жүргізу"),
    ("Экологиялық жағдайдың мониторингін тұрақты түрде жүргізеді", "4", "мониторинг жүргізу"),
    ("Клиентке құқықтық мәселелер бойынша консультация береді", "3", "консультация беру"),
    ("Қысылтаяң жағдайда шешім қабылдайды", "5", "шешім қабылдау"),
    ("Басқарушылық шешімдерді уақтылы қабылдайды", "5", "шешім қабылдау"),
    ("Оңалту іс-шараларын жүзеге асырады", "3", "жүзеге асыру"),
    ("Сапаны бақылауды жүзеге асырады", "3/5", "бақылау жүзеге асыру"),
    ("Ақпараттың қауіпсіздігін қамтамасыз етеді", "3", "қамтамасыз ету"),
    ("Келтірілген дәлелдерге қорытынды жасайды", "5", "қорытынды жасау"),
    ("Қысқа мерзімді болжам жасайды", "5", "болжам жасау"),
    ("Жабдықты жөндеу жұмыстарын жүргізеді", "3", "жөндеу жүргізу"),
    ("Мәліметтерді логикалық бақылаудан өткізеді", "4", "логикалық бақылау өткізу"),
    ("Пациентке алғашқы көмек көрсетеді, қан қысымын өлшейді", "3", "көмек көрсету, өлшеу"),
    ("Командада тиімді жұмыс істейді", "3", "жұмыс істеу"),
    ("Терминдерге анықтама береді", "1", "анықтама беру"),
    ("Теорияны дәлелдейтін мысалдар келтіреді", "2", "мысал келтіру"),
    # can
    ("Ізденушілерді санаттар бойынша бөле білу", "4", "бөлу"),
    ("Қаржылық есептілікті талдай алады", "4", "талдау"),
    ("Ақпараттық жүйелерді қолдана біледі", "3", "қолдану"),
    ("Нарыққа талдау жасай алады", "4", "талдау жасау"),
    ("Өз қызметін жоспарлай және ұйымдастыра біледі", "3/6", "жоспарлау, ұйымдастыру"),
    ("Желіні баптай, тексеріп шыға алады", "4", "баптау, тексеру"),
    ("Дерекқорды жобалай білуі керек", "6", "жобалау"),
    ("Сабақ жоспарын әзірлей алуы тиіс", "6", "әзірлеу"),
    ("Python тілінде бағдарламалауды біледі", "3", "бағдарламалау"),
    # abilities and skills
    ("Деректерді талдауға қабілетті", "4", "талдау"),
    ("Тәуекелдерді бағалау жүргізуге қабілетті", "5", "бағалау жүргізу"),
    ("Жобаны басқаруға және бағалауға дайын", "5/6", "басқару, бағалау"),
    ("Сандық деректерді талдау дағдыларын меңгерген", "4", "талдау"),
    ("Деректерді жинау, өңдеу және талдау дағдыларына ие", "4", "жинау, өңдеу, талдау"),
    ("Кәсіби мәтінді аудару дағдыларын көрсетеді", "2", "аудару"),
    ("Сынамаларды зертханалық талдау әдістерін меңгерген", "4", "талдау"),
    ("Құқық негіздері бойынша білімін көрсетеді", "1", "білім"),
    ("Менеджмент туралы түсінігі бар", "2", "түсінік"),
    ("Жүйелерді жобалау қабілеті бар", "6", "жобалау"),
    # what says nothing of the level
    ("Жұмыс нәтижесі үшін жауапты", "", "жауапты"),
    ("Кәсіби терминологияны меңгерген", "", "меңгеру"),
    ("Жобаларды әзірлеуге қатысады", "", "қатысу"),
    ("Әріптестерімен ынтымақтасады", "", "ынтымақтасу"),
    ("Еңбек тәртібі үшін жауапкершілік алады", "", "жауапкершілік алу"),
    # attributes are no actions
    ("Талдау әдістерін қолданады", "3", "қолдану"),
    ("Бағалау құралдарын әзірлейді", "6", "әзірлеу"),
    ("Жоспарлау негіздерін біледі", "1", "білу"),
    ("Жоспарлау және бағалау негіздерін біледі", "1", "білу"),
    ("Еңбекті қорғау, өрт қауіпсіздігі талаптарын орындайды", "3", "орындау"),
    ("Білім беру бағдарламасын талдайды", "4", "талдау"),
    ("Бағдарламалық қамтамасыз етуді тестілейді", "4", "тестілеу"),
    ("Талданған және өңделген деректерді сақтайды", "3", "сақтау"),
    ("Бағалы қағаздар нарығының құрылымын сипаттайды", "2", "сипаттау"),
    ("Білім мен білікті қолданады", "3", "қолдану"),
    ("Статистикалық байқауды реттейтін құжаттарды түсіндіреді", "2", "түсіндіру"),
    ("Оқыту технологияларын біледі", "1", "білу"),
    # manner is no action
    ("Стандарттарды қолдана отырып, құжаттарды рәсімдейді", "3", "рәсімдеу"),
    ("Қауіптерді бағалай отырып, нұсқаулықты орындайды", "3", "орындау"),
    ("Құпиялылықты сақтай отырып, халықтың осал топтарымен жұмыс істейді", "3", "жұмыс істеу"),
    ("Статистикалық әдістерді қолданып, мәселені зерттейді", "4", "зерттеу"),
    # passive, negative, causative, tense
    ("Медициналық құжаттар рәсімделеді", "3", "рәсімдеу"),
    ("Жоба әзірленеді және сыналады", "6", "әзірлеу, сынау"),
    ("Нарыққа талдау жасалды", "4", "талдау жасау"),
    ("Құпия ақпаратты таратпайды", "3", "тарату"),
    ("Оқушыларға есептер шығартады", "3/6", "шығару"),
    ("Дерекқорды жобалаған", "6", "жобалау"),
    ("Құжаттарды тексеріп отырады", "4", "тексеру"),
    ("Сапаны бағалауы керек", "5", "бағалау"),
    ("Ғимаратты салу сметасын есептеу қажет", "3", "есептеу"),
]

RUSSIAN = [
    ("Анализирует статистические данные.", "4", "анализировать"),
    ("Анализирует и оценивает риски проекта", "5", "анализировать, оценивать"),
    ("Собирает, обрабатывает и систематизирует данные", "4", "собирать, обрабатывать, систематизировать"),
    ("Проектирует базы данных и разрабатывает программные модули", "6", "проектировать, разрабатывать"),
    ("Составляет отчёты о выполненной работе", "3/6", "составлять"),
    ("Определяет потребности семьи", "1/4", "определять"),
    ("Выбирает способ исправления ошибки", "3/5", "выбирать"),
    ("Организует работу бригады", "3/6", "организовывать"),
    ("Описывает строение месторождения", "2", "описывать"),
    ("Пишет код и ищет ошибки", "3", "писать, искать"),
    ("Ведёт буровые работы", "3", "вести работу"),
    ("Распознаёт виды горных пород", "1", "распознавать"),
    ("Создаёт макеты веб-страниц", "6", "создавать"),
    ("Назначает лечение и наблюдает за пациентом", "4", "назначать, наблюдать"),
    ("Изложит основные положения теории", "2", "излагать"),
    ("Подготовит и проведёт урок", "3/6", "подготавливать, проводить"),
    # infinitives
    ("Способен анализировать рынок труда и оценивать спрос", "5", "анализировать, оценивать"),
    ("Готов выполнять монтаж оборудования", "3", "выполнять монтаж"),
    ("Умеет собирать данные, обрабатывать их и составлять прогноз", "5", "собирать, обрабатывать, составлять прогноз"),
    ("Может обосновать выбор метода", "5", "обосновывать"),
    ("Выпускник будет способен проектировать сети", "6", "проектировать"),
    ("Должен знать основы права", "1", "знать"),
    ("Анализировать документы и выявлять ошибки", "4", "анализировать, выявлять"),
    ("Демонстрирует умение планировать урок", "3/6", "планировать"),
    ("Демонстрирует способность критически оценивать источники", "5", "оценивать"),
    ("Помогает клиентам планировать бюджет", "3", "помогать"),
    ("Обучает персонал выполнять требования охраны труда", "3", "обучать"),
    (
        "Знать: основы экономики. Уметь: анализировать баланс. Владеть: навыками оценки.",
        "5",
        "знать, анализировать, оценивать",
    ),
    ("Способен к анализу и синтезу", "6", "анализировать, синтезировать"),
    ("Готов к проведению экспертизы", "5", "экспертиза"),
    # skills
    ("Владеет навыками анализа и оценки данных", "5", "анализировать, оценивать"),
    ("Владеет методами сбора, обработки и анализа информации", "4", "собирать, обрабатывать, анализировать"),
    ("Владеет приёмами оказания первой помощи", "3", "оказывать"),
    ("Обладает навыками программирования", "3", "программировать"),
    ("Демонстрирует навыки проведения анализа", "4", "анализировать"),
    ("Владение навыками проектирования сетей", "6", "проектировать"),
    ("Обладает знаниями в области права", "1", "знать"),
    ("Демонстрирует знание основ экономики", "1", "знать"),
    ("Демонстрирует глубокие знания и понимание предмета", "2", "знать, понимать"),
    ("Имеет представление о методах оценки", "1", "иметь представление"),
    # light verbs and phrases
    ("Осуществляет анализ хозяйственной деятельности", "4", "осуществлять анализ"),
    ("Проводит комплексную оценку состояния пациента", "5", "проводить оценку"),
    ("Проводит логический контроль данных", "4", "проводить логический контроль"),
    ("Осуществляет мониторинг и оценку качества услуг", "5", "осуществлять мониторинг, оценивать"),
    ("Выполняет диагностику двигателя", "4", "выполнять диагностику"),
    ("Проводит занятия с детьми", "3", "проводить"),
    ("Принимает обоснованные решения", "5", "принимать решение"),
    ("Делает выводы и даёт рекомендации", "5", "делать вывод, давать рекомендацию"),
    ("Приводит примеры из практики", "2", "приводить пример"),
    ("Даёт определение основным понятиям", "1", "давать определение"),
    ("Устанавливает контакт с респондентом", "3", "устанавливать контакт"),
    # passive
    ("Анализируется состояние рынка", "4", "анализировать"),
    ("Проводится анализ затрат", "4", "проводить анализ"),
    ("Результаты оцениваются и документируются", "5", "оценивать, документировать"),
    # manner
    ("Применяя методы анализа, заполняет отчёты", "3", "заполнять"),
    ("Работает с уязвимыми группами, соблюдая профессиональную этику", "3", "работать"),
    ("Проанализировав рынок, выполняет расчёт цены", "3", "выполнять расчёт"),
    ("Сообщает о рисках, оценивая их", "2", "сообщать"),
    # what belongs to other things
    ("Использует методы анализа и оценки", "3", "использовать"),
    ("Выполняет требования оценки качества", "3", "выполнять"),
    ("Применяет методы, которые позволяют оценить качество", "3", "применять"),
    ("Знает, как проводить анализ", "1", "знать"),
    ("Использует программы, позволяющие автоматизировать учёт", "3", "использовать"),
    ("Соблюдает нормы, регулирующие статистическое наблюдение", "3", "соблюдать"),
    ("Знает закон «О разработке и оценке программ»", "1", "знать"),
    # no level
    ("Участвует в разработке проектов", "", "участвовать"),
    ("Несёт ответственность за результат", "", "нести ответственность"),
    ("Владеет государственным языком", "", "владеть"),
    ("Способен к самоорганизации", "", "способен"),
    # nouns
    ("Анализ данных и оценка рисков", "5", "анализировать, оценивать"),
    ("Применение знаний на практике", "3", "применять"),
    ("Проведение анализа рынка труда", "4", "анализировать"),
    ("Знание основ геологии", "1", "знать"),
    ("Навыки тестирования программ", "4", "тестировать"),
]

ENGLISH = [
    ("Analyses statistical data.", "4", "analyse"),
    ("Analyze data and prepare reports", "4/6", "analyse, prepare"),
    ("Collects, processes and reports data", "3", "collect, process, report"),
    ("Plans, designs and tests software", "6", "plan, design, test"),
    ("Critically evaluates evidence", "5", "evaluate"),
    ("Writes code and finds errors", "3", "write, find"),
    ("Studies the needs of families", "4", "study"),
    ("Identifies hazards at the mine", "1/4", "identify"),
    ("Selects drilling equipment", "3/5", "select"),
    ("Manages a team", "3/6", "manage"),
    ("Describes the structure of deposits", "2", "describe"),
    ("Knows the basics of law", "1", "know"),
    ("Teaches children through play and assesses their progress", "5", "teach, assess"),
    ("Interprets geological maps", "4", "interpret"),
    ("Programs microcontrollers", "3", "program"),
    ("Optimizes production and modernises equipment", "6", "optimise, modernise"),
    ("Classifies minerals and labels samples", "2", "classify, label"),
    # abilities
    ("Is able to analyse and evaluate risks", "5", "analyse, evaluate"),
    ("Students will be able to design and implement databases", "6", "design, implement"),
    ("Graduates can apply statistical methods", "3", "apply"),
    ("Will be able to critically assess sources", "5", "assess"),
    ("Capable of designing curricula", "6", "design"),
    ("Demonstrates the ability to design experiments", "6", "design"),
    ("Has skills in data analysis", "4", "analyse"),
    ("Has skills of analysing and presenting data", "4", "analyse, present"),
    ("Has programming skills", "3", "program"),
    ("Masters methods of analysis", "4", "analyse"),
    ("Knows how to repair engines", "3", "repair"),
    ("To analyse social problems and to propose solutions", "4/5", "analyse, propose"),
    ("Upon completion of the course, the student will be able to classify minerals", "2", "classify"),
    ("Knows labour law and is able to apply it", "3", "know, apply"),
    ("Understands algorithms and can develop programs", "6", "understand, develop"),
    # knowledge
    ("Demonstrates knowledge of economics", "1", "know"),
    ("Demonstrates knowledge and understanding of law", "2", "know, understand"),
    ("Demonstrates an understanding of social processes", "2", "understand"),
    ("Is familiar with labour law", "1", "be familiar"),
    ("Is aware of professional ethics", "1", "be aware"),
    # light verbs and phrases
    ("Conducts a risk analysis", "4", "conduct analysis"),
    ("Carries out monitoring of water quality", "4", "carry out monitoring"),
    ("Performs risk assessment and evaluation of patients", "5", "perform assessment, evaluate"),
    ("Conducts interviews in person", "3", "conduct"),
    ("Makes informed decisions", "5", "make decision"),
    ("Draws conclusions", "5", "draw conclusion"),
    ("Gives examples from practice", "2", "give example"),
    # place decides
    ("Collects data, reports and documents from respondents", "3", "collect"),
    ("Apply modelling and design tools", "3", "apply"),
    ("Use statistical methods and design experiments", "6", "use, design"),
    ("Understand the design of databases", "2", "understand"),
    ("Uses analysis methods to evaluate quality", "3", "use"),
    ("Explains the methods that support decision making", "2", "explain"),
    ("Explains how to apply the law", "2", "explain"),
    ("Applies test plans and control charts", "3", "apply"),
    ("The mechanic repairs engines", "3", "repair"),
    # manner
    ("Enters data by analysing costs", "3", "enter"),
    ("Solves problems using statistical software", "3", "solve"),
    ("Reports findings, evaluating their quality", "2", "report"),
    ("Follows instructions while assessing patients", "3", "follow"),
    # passive, gerund, noun
    ("The data are analysed and evaluated", "5", "analyse, evaluate"),
    ("Analysing data and preparing reports", "4/6", "analyse, prepare"),
    ("Analysis of data and evaluation of risks", "5", "analyse, evaluate"),
    ("Knowledge of labour law", "1", "know"),
    # no level
    ("Is responsible for safety", "", "be responsible"),
    ("Takes responsibility for results", "", "take responsibility"),
    ("Participates in the development of projects", "", "participate"),
    ("Respects cultural diversity", "", "respect"),
    # bullets
    ("LO1. Interpret geological maps", "4", "interpret"),
    ("3) Design wireless networks", "6", "design"),
]

SENTENCES = [
    *(("kk", *row) for row in KAZAKH),
    *(("ru", *row) for row in RUSSIAN),
    *(("en", *row) for row in ENGLISH),
]


def label(text, lang):
    return cognitive_level(text, lang).label


def actions(text, lang):
    return ", ".join(verb.base for verb in find_verbs(text, lang) if not verb.manner)


@pytest.mark.parametrize(("lang", "text", "level", "bases"), SENTENCES)
def test_an_outcome_has_its_actions_and_level(lang, text, level, bases):
    """Sentences of many fields, read by hand: the actions, and the highest level of them."""
    assert (actions(text, lang), label(text, lang)) == (bases, level)


def test_each_language_has_sixty_sentences():
    """The table above stays large enough to mean something, and no sentence stands in it twice."""
    for rows in (KAZAKH, RUSSIAN, ENGLISH):
        assert len({text for text, _, _ in rows}) == len(rows) >= 60


@pytest.mark.parametrize("lang", LANGS)
def test_the_lists_hold_150_verbs(lang):
    """Phrases not counted; no verb stands in two lists of levels, which would make its level a matter of order."""
    lists = load(f"verbs.{lang}")["verbs"]
    verbs = [
        line for lines in lists.values() for line in lines if "+" not in line and not (lang == "kk" and " " in line)
    ]
    names = [re.split(r"[,=(]", verb)[0].strip() for verb in verbs]
    names = [name for name in names if name]
    assert len(names) >= 150
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    assert set(lists) <= {"1", "2", "3", "4", "5", "6", "1/4", "3/5", "3/6", "-"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_listed_verb_is_found_in_its_dictionary_form(lang):
    """What is written in the lists can be met: the dictionary form alone is an outcome with that level."""
    exempt = {"уметь", "мочь", "быть", "be", "білім беру"}  # they take the action from the next word, or name a thing
    for key, lines in load(f"verbs.{lang}")["verbs"].items():
        for line in lines:
            verb = re.split(r"[,=(+]", line)[0].strip()
            if "+" in line or not verb:
                continue
            found = find_verbs(verb, lang)
            assert [one.levels for one in found] == [
                () if key == "-" else tuple(map(int, key.split("/")))
            ] or verb in exempt, line


def test_the_matched_words_show_the_light_verb_with_its_object():
    """A methodologist sees which words gave the level, and their dictionary form."""
    (found,) = find_verbs("Еңбек нарығына талдау жүргізеді.", "kk")
    assert (found.matched, found.base, found.levels) == ("талдау жүргізеді", "талдау жүргізу", (4,))
    (found,) = find_verbs("Проводит логический контроль данных", "ru")
    assert (found.matched, found.base) == ("Проводит логический контроль", "проводить логический контроль")
    (found,) = find_verbs("Carries out monitoring of water", "en")
    assert (found.matched, found.base) == ("Carries out monitoring", "carry out monitoring")


@pytest.mark.parametrize(
    ("lang", "text", "manner"),
    [
        ("kk", "Стандарттарды қолдана отырып, құжаттарды рәсімдейді", "қолдана отырып"),
        ("kk", "Қауіптерді бағалай отырып, нұсқаулықты орындайды", "бағалай отырып"),
        ("kk", "Талдауды жүргізе отырып, есеп береді", "Талдауды жүргізе отырып"),
        ("kk", "Заңнамаға сүйене отырып, кеңес береді", "сүйене отырып"),
        ("ru", "Оценивая риски, заполняет отчёт", "Оценивая"),
        ("ru", "Работает с людьми, соблюдая этику", "соблюдая"),
        ("en", "Enters data by evaluating sources", "evaluating"),
        ("en", "Solves problems using software", "using"),
    ],
)
def test_manner_is_listed_but_never_counted(lang, text, manner):
    """How something is done is shown with its own level, which does not raise the level of the work."""
    reading = read_outcome(text, lang)
    assert [verb.matched for verb in reading.verbs if verb.manner] == [manner]
    assert reading.level in {2, 3}
    assert not reading.compound


def test_an_outcome_with_nothing_but_manner_is_not_recognised():
    """The main verb is not known, so nothing is said about the level."""
    reading = read_outcome("Тәуекелдерді талдай отырып, зырылдайды", "kk")
    assert reading.level is None
    assert [(verb.matched, verb.known) for verb in reading.verbs] == [("талдай отырып", True), ("зырылдайды", False)]


@pytest.mark.parametrize(
    ("lang", "text", "unknown"),
    [
        ("kk", "Деректерді буырқандырады", "буырқандырады"),
        ("kk", "Кестелерді зырылдату", "зырылдату"),
        ("ru", "Фибурирует данные", "Фибурирует"),
        ("ru", "Способен закрумзивать данные", "закрумзивать"),
    ],
)
def test_a_verb_of_no_list_is_shown_as_unknown(lang, text, unknown):
    """A person can add it to the lists; it never gets a level."""
    found = find_verbs(text, lang)
    assert [(verb.matched, verb.levels, verb.known) for verb in found] == [(unknown, (), False)]
    assert not cognitive_level(text, lang).recognised


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "білім"),
        ("kk", "біліктілік"),
        ("kk", "бағалы"),
        ("kk", "құрал құрылым"),
        ("kk", "жобалық бөлме салада"),
        ("kk", "алдын ала"),
        ("kk", "талдау әдістері"),
        ("kk", "Төтенше жағдайды, табиғатты"),
        ("ru", "аналитика и аналитический"),
        ("ru", "знаменитый"),
        ("ru", "учебный план"),
        ("en", "analytical"),
        ("en", "the knowledgeable planner"),
        ("en", ""),
    ],
)
def test_words_that_begin_like_a_verb_are_none(lang, text):
    """A stem without a verbal ending is another word."""
    assert find_verbs(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "білу"),
        ("kk", "түсінеді"),
        ("kk", "Заңнамамен танысады"),
        ("ru", "знает"),
        ("ru", "Понимает основы"),
        ("ru", "Изучает литературу"),
        ("en", "Understands the law"),
        ("en", "Knows the law"),
    ],
)
def test_what_nobody_can_observe_is_weak(lang, text):
    """A note for the author, no ban."""
    assert [verb.weak for verb in find_verbs(text, lang)] == [True]


def test_compound_needs_two_actions():
    """Manner and the object of a light verb are no second action."""
    assert read_outcome("Талдайды және бағалайды", "kk").compound
    assert read_outcome("Талдау және бағалау жүргізеді", "kk").compound
    assert not read_outcome("Талдау жүргізеді", "kk").compound
    assert not read_outcome("Заңды қолдана отырып, талдау жүргізеді", "kk").compound


# --- spelling does not matter ---

HINTS = {letter: latin for latin, letter in LOOK_ALIKES.items() if letter not in "ҮһһӘӨ"}


def latinised(text):
    """Write every second look-alike letter of each word in Latin, where a Cyrillic letter is left to tell the script."""
    sure = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)

    def change(match):
        word = match.group()
        letters = [HINTS.get(letter, letter) if index % 2 else letter for index, letter in enumerate(word)]
        return "".join(letters) if sure.search("".join(letters)) else word

    return re.sub(r"\w+", change, text)


def shape(text, lang):
    found = cognitive_level(text, lang)
    return found.label, tuple((verb.base, verb.levels, verb.manner) for verb in found.verbs)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, text, _, _ in SENTENCES])
def test_spelling_does_not_change_the_result(lang, text):
    """Capital letters, no-break spaces, punctuation at the end, codes in front, look-alike Latin letters."""
    expected = shape(text, lang)
    assert shape(text.upper(), lang) == expected
    assert shape(text.replace(" ", "\u00a0"), lang) == expected
    assert shape(f"  {text.rstrip('.')} ;", lang) == expected
    assert shape(f"{text.rstrip('.')}…", lang) == expected
    if not re.match(r"LO1|3\)", text):
        for code in ("1) ", "ОН1. ", "РО 4.2 – ", "LO12: ", "• ", "- ", "а) "):
            assert shape(code + text, lang) == expected, code
    if lang != "en":
        assert shape(latinised(text), lang) == expected


def test_latin_letters_inside_kazakh_words_do_not_matter():
    """«жYргiзедi» has a Latin Y and Latin i, as copies of laws do."""
    assert label("Әлеуметтiк зерттеу жYргiзедi", "kk") == "4"
    assert label("Тек\u00adсереді", "kk") == "4"


@pytest.mark.parametrize("lang", LANGS)
@given(text=st.text(max_size=200))
@example(text="(")
@example(text="«»")
@example(text="\u0301")
@example(text="-а отырып")
@example(text="отырып отыра")
@example(text=", , және")
@example(text="İİİ ǰ")
def test_no_text_is_refused(lang, text):
    """Never an error, and every span lies in the text and is what was matched."""
    for verb in find_verbs(text, lang):
        assert 0 <= verb.start < verb.end <= len(text)
        assert text[verb.start : verb.end] == verb.matched
    assert cognitive_level(text, lang).label in ALL_LABELS


WORDS = {
    "kk": "талдау талдауды талдауға талдай талдап талдайды біледі алады жүргізу жүргізеді жүргізіп отырып және , . дағдыларын "
    "меңгерген әдістерін қабілетті бар ие болу мониторинг жұмыстарын шешім қабылдайды керек қамтамасыз ету білімін көрсетеді "
    "сақтай жүзеге асыруды дайын ( ) «",
    "ru": "анализ анализа анализирует анализировать способен умеет владеет навыками методами проведения проводит оценку , . и "
    "применяя который чтобы принимает решения знания демонстрирует к анализу готов : ( ) « логический контроль",
    "en": "analyse analyses analysing to and , . able by using skills in of has demonstrates knowledge conducts an analysis plans "
    "designs is which decisions make how knows ( ) : design test",
}
ALL_LABELS = {
    "",
    *map(str, LEVELS),
    "1/4",
    "3/5",
    "3/6",
    *(f"{low}/{high}" for low in LEVELS for high in LEVELS if low < high),
}


@pytest.mark.parametrize("lang", LANGS)
@given(data=st.data())
def test_any_row_of_its_words_is_read(lang, data):
    """Also nonsense made of the words that the rules look for; spans are ordered and verbs are not repeated."""
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[lang].split()), max_size=14)))
    found = find_verbs(text, lang)
    assert [text[verb.start : verb.end] for verb in found] == [verb.matched for verb in found]
    assert [verb.start for verb in found] == sorted(verb.start for verb in found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("lang", "word"), [(lang, word) for lang in LANGS for word in sorted(set(WORDS[lang].split()))]
)
def test_a_word_said_a_thousand_times_is_read(lang, word):
    """No recursion that follows the text."""
    for text in (f"{word} " * 1200, f"{word} , " * 600):
        assert cognitive_level(text, lang).label in ALL_LABELS


def test_an_unknown_language_is_refused():
    """The message names the languages there are."""
    with pytest.raises(InputError, match="use one of kk, ru, en"):
        find_verbs("text", "de")
    with pytest.raises(InputError, match="use one of kk, ru, en"):
        cognitive_level("text", "de")


# --- several languages ---


def test_the_first_language_with_a_known_verb_is_used():
    """In the order kk, ru, en; the other readings stay to be seen."""
    found = cognitive_level(Names(kk="Зырылдайды", ru="Анализирует данные", en="Analyses data"))
    assert (found.lang, found.level, found.languages_differ) == ("ru", 4, False)
    assert [(reading.lang, reading.level) for reading in found.readings] == [("kk", None), ("ru", 4), ("en", 4)]
    assert cognitive_level(Names(kk="Талдайды", en="Creates"), "en").level == 6


def test_languages_that_cannot_agree_are_flagged():
    """The first one counts, a person looks."""
    found = cognitive_level(Names(kk="Деректерді жинайды", ru="Анализирует данные"))
    assert (found.level, found.languages_differ, found.check) == (3, True, False)


def test_another_language_settles_a_doubt():
    """«анықтау» is 1 or 4; «выявляет» is 4."""
    found = cognitive_level(Names(kk="Қателерді анықтайды", ru="Выявляет ошибки"))
    assert (found.label, found.languages_differ) == ("4", False)
    assert cognitive_level(Names(kk="Қателерді анықтайды", ru="Определяет ошибки")).label == "1/4"


def test_an_outcome_without_text_has_no_level():
    """Nothing is known, nothing is invented."""
    found = cognitive_level(Names())
    assert (found.level, found.lang, found.verbs, found.readings, found.label) == (None, None, (), (), "")


# --- programmes ---


def outcomes(*texts):
    return [Outcome(f"ОН{number}", Names(kk=text)) for number, text in enumerate(texts, 1)]


def test_a_distribution_counts_what_is_known_and_lists_the_rest():
    """Every outcome is in a level or in the list of those not recognised."""
    texts = ("Талдайды", "Бағалайды және жинайды", "Жоспарлайды", "Зырылдайды", "Жауапты", "Біледі")
    result = level_distribution(outcomes(*texts))
    assert [(row.level, row.n, row.m) for row in result.counts] == [
        (1, 1, 4), (2, 0, 4), (3, 1, 4), (4, 1, 4), (5, 1, 4), (6, 0, 4),
    ]  # fmt: skip
    assert result.not_recognised == ("ОН4", "ОН5")
    assert result.ambiguous == ("ОН3",)
    assert result.compound == ("ОН2",)
    assert result.counts[0].share == 0.25


def test_an_empty_programme_has_an_empty_distribution():
    """No share is made of nothing."""
    result = level_distribution([])
    assert [row.n for row in result.counts] == [0] * 6
    assert result.counts[0].share is None
    assert adequacy(result, 6).ok is None


@pytest.mark.parametrize(
    ("nqf", "at_least", "share"), [(3, 3, 0.5), (4, 3, 0.7), (5, 4, 0.3), (6, 4, 0.5), (7, 5, 0.5), (8, 6, 0.5)]
)
def test_each_level_of_the_framework_has_its_expected_share(nqf, at_least, share):
    """As the documentation of the check says."""
    found = expected_share(nqf)
    assert (found.at_least, found.share) == (at_least, share)


@pytest.mark.parametrize("nqf", [1, 2])
def test_nothing_is_expected_of_the_lowest_levels(nqf):
    """The answer is «not judged», not «fine»."""
    found = adequacy(level_distribution(outcomes("Талдайды")), nqf)
    assert (found.expected, found.share, found.ok, found.m) == (None, None, None, 1)


@pytest.mark.parametrize("nqf", [0, 9, -1])
def test_a_level_outside_the_framework_is_refused(nqf):
    """The message says which levels there are."""
    with pytest.raises(InputError, match="levels 1 to 8"):
        expected_share(nqf)


def test_adequacy_counts_only_outcomes_with_a_known_verb():
    """The unknown ones are listed apart and change no share; the border itself is enough."""
    result = adequacy(level_distribution(outcomes("Талдайды", "Жинайды", "Зырылдайды")), 6)
    assert (result.n, result.m, result.share, result.ok) == (1, 2, 0.5, True)
    assert result.not_recognised == ("ОН3",)


def test_adequacy_says_when_it_hangs_on_ambiguous_verbs():
    """With the lower levels the share is too small, with the upper ones it is not."""
    result = adequacy(level_distribution(outcomes("Жоспарлайды", "Ұйымдастырады", "Жинайды")), 6)
    assert (result.n, result.possible, result.ok, result.depends) == (0, 2, False, True)
    sure = adequacy(level_distribution(outcomes("Жинайды")), 6)
    assert (sure.ok, sure.depends) == (False, False)


def test_nothing_recognised_gives_no_verdict():
    """None, not False."""
    result = adequacy(level_distribution(outcomes("Зырылдайды")), 4)
    assert (result.m, result.share, result.ok) == (0, None, None)


def test_the_example_programme_is_read_in_both_languages():
    """Every outcome of the college example has a level in Kazakh and in Russian, and the two agree."""
    expected = ["3", "3/6", "3", "3", "4", "4/5", "3", "3/6", "3/6", "3", "3", "3"]
    with (ROOT / "curricula/college-statistics/outcomes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [cognitive_level(Names(kk=row["kk"], ru=row["ru"])) for row in rows]
    assert [one.label for one in found] == expected
    assert not any(one.languages_differ for one in found)
    assert all(reading.recognised for one in found for reading in one.readings)
