"""How English tells events: nouns of what happens, verbs of what is done, and the words around them.

A word may name several topics (a bridge is a work and a road) and several acts. Topics: pact, visit, meet, line (what
carries people or goods), work (what is built), member. Acts are those of `karvan.reading.events`; some only
qualify another one (approve, announce, begin, steady, stop, become, admit, fly, tie, passive, bought).
"""

from __future__ import annotations

from functools import cache

from msgspec import structs

from karvan.nouns import Event
from karvan.reading.acts import EventWords, Sense
from karvan.vocabulary import countries

_TOPICS = {
    "pact": "agreement agreements accord accords memorandum memoranda memorandums mou mous deal deals treaty treaties pact pacts "
    "protocol protocols contract contracts convention conventions declaration declarations roadmap roadmaps document documents paper papers "
    "understanding understandings communique communiqué communiques charter fta ftas cepa instrument instruments arrangement arrangements "
    "covenant letters statement loi",
    "visit": "visit trip",
    "meet": "meeting meetings talks negotiations summit forum conference session consultations dialogue roundtable congress "
    "commission committee sitting consultation assembly gathering conversation discussions reception",
    "ban": "ban embargo",
    "line": "flight flights route routes service services train trains ferry ferries line railway railroad road highway motorway "
    "railways railroads roads highways crossing checkpoint border bridge link links connection connections corridor bus buses gate gates post posts airline crossings checkpoints "
    "borders rail shipment",
    "work": "field deposit lines railways roads highways pipelines bridges tunnels plants plant factory refinery smelter railway railroad line pipeline tunnel bridge station project farm dam road highway motorway "
    "terminal port hub cable grid grids interconnector park centre center facility mine reactor complex section substation airport canal "
    "cascade mill warehouse expressway works bridges corridor zone",
    "member": "member members membership observer",
    "platform": "platform",
}  # fmt: skip
_ACTS = {
    "sign": "signed inked initialled initialed countersigned",
    "to_sign": "sign signs signing ink inks",
    "seal": "concluded conclude concludes concluding finalise finalises finalize finalizes finalising finalizing finalised finalized exchanged exchange ratified ratify ratifies approved approve approves "
    "adopted dated renewed sealed clinched struck strike awarded award cemented extended prolonged won win wins secured secure landed reaffirmed updated amended",
    "approve": "ratified ratify ratifies approved approve approves adopted",
    "reach": "reached reach announced unveiled brokered agreed",
    "announce": "announced unveiled",
    "agree": "agreed",
    "start": "opened open opens opening launched launch launches launching started start starts began begin begins begun resumed resume "
    "resumes introduced introduce introduces inaugurated inaugurate commissioned reopened reopen reopens restored restore closed close closes "
    "shut suspended suspend suspends halted operate add added adding relaunched relaunch extended extend established commission raise raises raising increase increases stopped operated "
    "introducing inaugurating resuming resumption introduction inauguration closure suspension restoration addition reopening",
    "nominal": "resumption introduction inauguration closure suspension restoration addition reopening",
    "more": "raise raises raising increase increases",
    "steady": "operate operated add added adding",
    "stop": "closed close closes shut suspended suspend suspends halted stopped closure suspension",
    "begin": "started start starts began begin begins begun resumed resume starting beginning",
    "run": "serve serving served fly flies flying connect connects connected connecting link linked linking",
    "serve": "serve serving served",
    "leave": "left departed arrived landed reached",
    "gate": "closed close closes shut reopened reopen reopens opened open",
    "integrate": "integrate integrating integrated incorporate incorporating incorporated tied tie tying",
    "build": "build builds building built construct constructs constructing constructed implement implements implementing modernise "
    "modernize modernising modernizing reconstruct reconstructing overhaul rebuild rebuilding rehabilitate lay laying laid complete completes completed "
    "finish finishes finished finishing develop developing delivery join joining joined extend extended expand expands expanding expanded extending enlarging enlarge upgrade upgrading upgraded co-develop",
    "tie": "joining joined join",
    "mooted": "planned proposed projected envisaged plan plans",
    "plan": "plan plans",
    "construction": "construction reconstruction modernisation modernization rehabilitation work works overhaul building rebuilding "
    "modernizing modernising",
    "visit": "visited visits visit toured",
    "arrive": "arrived arrives arrive travelled traveled travels travel flew flown came comes went landed heads headed travelling traveling left departed leaves leave leaving departs depart departing",
    "go": "leaves leave leaving departs depart departing",
    "fly": "flew flown",
    "be": "be expected due was were is stayed",
    "confer": "discussed discuss discussing spoke spoken conferred talked negotiated consulted",
    "meet": "met meet meets convened convenes gathered",
    "hold": "held hold holds hosted hosts host hosting chaired chair attended attends attend discussed discuss planned scheduled sat gathered "
    "co-chaired opened open opens began begin begins started start kicked concluded holding hosting attending convened convenes commenced commences had have",
    "have": "had have",
    "occur": "held hold holds holding",
    "attend": "attended attends attend attending",
    "talk": "discussed discuss",
    "ban": "barred bars bar banned bans banning prohibited prohibits halted halts restricted ban embargo",
    "receive": "received receives receive welcomed hosted",
    "join": "joined join joins joining acceded accede accedes admitted admit admits became become becomes",
    "become": "became become becomes",
    "admit": "admitted admit admits",
    "ing": "linking connecting flying serving exporting supplying selling shipping delivering importing buying purchasing",
    "sell": "provides provide provided exporting supplying selling shipping delivering export exports exported supply supplies supplied sell sells sold ship ships shipped deliver delivers delivered",
    "buy": "importing buying purchasing import imports imported buy buys bought purchase purchases purchased",
    "passive": "exported supplied provided sold shipped delivered imported bought purchased",
    "bought": "imports import purchases",
    "flow": "exports export imports import supplies deliveries shipments supply delivery",
}  # fmt: skip
_PHRASES = {
    "force": "entered into force,came into force,come into force,enter into force,enters into force,comes into force,took effect,take effect,"
    "takes effect,came into effect,come into effect,comes into effect,entered into effect,entry into force,enter into effect,became effective,"
    "coming into force,entering into force,went into effect,go into effect,goes into effect",
    "hold": "took place,take place,takes place,taking place,kicked off,got under way,wrapped up",
    "arrive": "touched down",
    "in_force": "effective since,force,effect",
    "seal": "entered into,enter into,entered an,enter an,entered a,enter a,put pen to paper,put their signatures,put their signature,put his signature,put her signature",
    "start": "put into operation,went into operation,put into service,came into operation,entered service,went into service,go on stream,goes on stream,going on stream,went on stream,come on stream,comes on stream,go online,goes online,went online,came online,come online,put on stream,goes into service,go into service,came into service,entered into operation,taken into operation,"
    "go into operation,opened to traffic,enter service,came on stream",
    "join": "accession to",
    "found": "broke ground,break ground,breaks ground,breaking ground,foundation stone,cornerstone of,cornerstone for,groundbreaking ceremony",
}  # fmt: skip


@cache
def event_words() -> EventWords:
    """The table of English words that tell events."""
    senses: dict[str, Sense] = {}
    for topic, words in _TOPICS.items():
        for word in words.split():
            held = senses.get(word, Sense())
            senses[word] = structs.replace(held, topics=(*held.topics, topic))
    for act, words in _ACTS.items():
        for word in words.split():
            held = senses.get(word, Sense())
            senses[word] = structs.replace(held, acts=(*held.acts, act))
    phrases: dict[str, list[tuple[str, str]]] = {}
    for act, lines in _PHRASES.items():
        for phrase in lines.split(","):
            phrases.setdefault(phrase.split()[0], []).append((phrase, act))
    nouns = {word for topic in ("pact", "line", "work") for word in _TOPICS[topic].split()}
    plurals = frozenset(word for word in nouns if word.endswith("s") or word == "memoranda") | {"visits", "trips"}
    several = frozenset(f"{word}s" for word in _SETS["heads"])
    return EventWords(senses=senses, phrases=phrases, summary=summary, plurals=plurals, several_heads=several, **_SETS)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SETS = {
    "agreed_on": _set("to on that upon"),
    "bases": _set("under per"),
    "be": _set("is are was were be been being has have had will would to"),
    "bilateral": _set("talks negotiations consultations bilateral binational trilateral joint intergovernmental interstate commission mixed"),
    "bodies": _set("scheme programme program system initiative club treaty area union organisation organization association bloc alliance community fund pact zone convention"),
    "builders": _set("company companies firm firms group investors consortium corporation contractor contractors builders"),
    "capitals": _set("capital city side"),
    "carriers": _set("airways airlines airline air aviation railways railway express jet"),
    "close_relatives": _set("which that who whom where"),
    "crowds": _set(
        "tourists tourist visitors visitor people persons citizens guests travellers travelers passengers holidaymakers tankers goods "
        "cargo containers foreigners pilgrims oil trucks lorries vessels ships"
    ),
    "counted_out": frozenset(("once", "as soon as")),
    "delegates": _set("officials representatives diplomats negotiators governments"),
    "fillers": _set(
        "mainly mostly largely primarily chiefly of the its a an also will be including such as other both is are to especially it them "
        "include includes consist consists made up main their his some"
    ),
    "first": _set("first new maiden inaugural"),
    "from_when": _set("starting beginning effective"),
    "frequency": _set("frequency frequencies"),
    "general": _set(
        "link links service services line lines connection connections gate gates shipment border borders corridor road roads routes bus rail"
    ),
    "grids": _set("grid grids networks systems railways"),
    "heads": _set(
        "president presidents minister ministers premier chancellor king prince sultan emir amir leader leaders delegation delegations ambassador "
        "ambassadors envoy secretary speaker chairman chairwoman counterpart counterparts colleague pm governor monarch queen sheikh head "
        "heads highness majesty premiers"
    ),
    "have": _set("has have"),
    "here": _set("here capital"),
    "imposed": _set("imposed imposes impose introduced introduces lifted lifts lift extended extends announced placed ordered eased removed"),
    "infinitives": _set("to will would shall"),
    "into": _set("into"),
    "it": _set("it they"),
    "met_where": _set("with in on at for"),
    "modes": _set("flights flight train trains ferry route service services bus buses"),
    "mooted": _set("discussed discuss discussing considered examined studied reviewed"),
    "negations": _set("not no never failed without if refused neither cannot unless yet postponed cancelled canceled abandoned dropped ruled rejected"),
    "not_dates": _set("since until till than after before"),
    "occasions": _set("week days"),
    "organisations": _set(
        "bank banks ministry fund company corporation corp group committee association agency authority airways airlines railways "
        "university institute centre center chamber council commission holding enterprise inc ltd llc plc consortium organisation "
        "organization board office department bureau foundation port refinery union"
    ),
    "others": _set(
        "markets market doors door account accounts talks campaign fire negotiations year day office offices company companies branch "
        "embassy consulate credit opportunities ventures visit visits up"
    ),
    "owners": _set("its their main"),
    "paid": _set("paid pays pay paying made makes make making undertook undertakes undertake"),
    "panels": _set("committee commission assembly"),
    "past": _set(
        "toured stayed visited signed met held flew arrived travelled traveled came went inked landed received welcomed hosted discussed began opened "
        "launched started left departed concluded joined acceded struck sealed took agreed"
    ),
    "plans": _set(
        "will would plans plan planned planning expected scheduled intends intend intention intended aims aim due upcoming forthcoming "
        "seek seeks seeking shall hopes leaves departs ready going wants eager proposed slated considering likely should must may might could soon"
    ),
    "present": _set("takes take opens open starts start begins begin launches runs meets visits arrives resumes signs hosts holds meet closes adding"),
    "progressive": _set("opening launching starting introducing resuming beginning visiting hosting holding arriving closing"),
    "pronouns": _set("it this they these he she"),
    "relatives": _set("which that who whom where when as"),
    "purposes": _set("for"),
    "results": _set("resulted led culminated ended saw witnessed included followed"),
    "series": _set("previous next last first final latest"),
    "sessions": _set("session meeting round sitting"),
    "settings": _set("during at in on after before following amid alongside within upon ahead since prior through"),
    "since": _set("since"),
    "the": _set("the this that these its"),
    "stock": _set("comprised comprises includes include consists consist rests rest based totals regulated governed covers cover"),
    "taking_up": _set("the this that these its same"),
    "talks": _set("session meeting round talks negotiations consultations sitting discussions"),
    "their": _set("their"),
    "towards": _set("to for"),
    "traffic": _set("trucks lorries traffic vehicles cars passengers pedestrians freight cargo trade trains"),
    "unsigned": _set("decree law order bill book letter petition up off"),
    "verbs_of_list": frozenset(("consist of", "consists of", "consisted of", "account for", "accounts for", "accounted for", "make up", "makes up", "made up of", "made up")) | _set(
        "are is include includes consist consists were was comprise dominate dominates dominated mainly mostly"
    ),
    "wares": _set("goods products items commodities wares"),
    "wires": _set("transmission power electricity voltage kv water fibre fiber optic"),
}  # fmt: skip

_VERBS = {
    "agreement": "agreement", "visit": "visit", "meeting": "meeting", "project": "project", "commodity_flow": "flow of goods",
    "route": "route", "membership": "membership", "other": "event",
}  # fmt: skip


def summary(event: Event) -> str:
    """One line made of an event's fields.

    >>> summary(Event(id="e1", span=None, text="", kind="visit", parties=("TJK", "AZE"), status="planned"))
    'visit: Tajikistan and Azerbaijan, planned'
    """
    parts = [_names(event.parties)] if event.parties else []
    if event.exporter and event.importer:
        goods = ", ".join(event.products) or "goods"
        parts = [f"{goods} from {_name(event.exporter)} to {_name(event.importer)}"]
    parts += [part for part in (event.platform, event.carrier) if part]
    if event.origin and event.destination:
        parts.append(f"{event.origin} to {event.destination}")
    parts += [part for part in (event.place, event.date.text if event.date else None, event.status) if part]
    kind = _VERBS[event.kind]
    return f"{kind}: {', '.join(parts)}" if parts else kind


def _names(codes: tuple[str, ...]) -> str:
    names = [_name(code) for code in codes]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _name(code: str) -> str:
    country = countries.country(code)
    return country.name if country else code
