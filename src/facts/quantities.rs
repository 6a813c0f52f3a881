//! Quantities: figures of indicators with unit, bound, status and change.

mod number;
mod phrase;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use self::number::{Number, numbers};
use self::phrase::{Lead, WHOLE, indicator, lead};
use super::record::{Comparison, Evidence, Quantity, Record};
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::links::{Entities, of_level, of_name};
use crate::mentions::{Kind, Mention};
use crate::text::Text;

/// Words before a figure that make it a target.
const TARGETS: [&str; 8] = [
    "力争",
    "确保",
    "争取",
    "目标",
    "努力实现",
    "计划",
    "要达到",
    "要完成",
];

/// Words before a figure that say that it is expected, and so neither target nor achieved.
const EXPECTED: [&str; 4] = ["预计", "预期", "预测", "有望"];

/// Reads the quantities, in the order of the text.
///
/// A number counts where an indicator stands before it in its clause: a noun phrase that closes
/// with a word of measure (浓度, 投资, 率), a verb of achievement with its object (新增就业), or
/// what a comparison is made of (制造业同比增长). Ordinals, dates, ranges and those present are none.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new("安阳市召开大气污染防治会\n5月29日，安阳市召开大气污染防治会。今年以来，全市PM2.5平均浓度为23微克/立方米，同比下降17.9%。力争全年完成投资3.2亿元以上。");
/// let record = Reader::new().read(&article);
/// let [air, money] = record.quantities.as_slice() else { panic!() };
/// assert_eq!((air.indicator.as_str(), air.value.as_deref()), ("PM2.5平均浓度", Some("23")));
/// assert_eq!(air.comparison.as_ref().unwrap().value, "-17.9");
/// assert_eq!((money.indicator.as_str(), money.value.as_deref()), ("完成投资", Some("320000000")));
/// assert_eq!(money.status.as_deref(), Some("target"));
/// ```
pub(super) fn read(
    text: &Text,
    entities: &Entities,
    mentions: &[Mention],
    record: &Record,
) -> Vec<Quantity> {
    let demanded = |at: [usize; 2]| {
        let mut spans = record.directives.iter().flat_map(|d| &d.evidence.spans);
        spans.any(|span| span[0] <= at[0] && at[1] <= span[1])
    };
    let mut out: Vec<Quantity> = Vec::new();
    for &sentence in &text.sentences {
        let s = text.str(sentence);
        if !text.marks(sentence).any(|(_, c)| c.is_ascii_digit()) {
            continue;
        }
        let mut last: Option<(usize, usize)> = None;
        for number in numbers(s) {
            let at = number.span.shift(sentence.start());
            if entities.masked.overlap(at) || entities.in_meeting_name(at) {
                continue;
            }
            let clause = s[..number.span.start()]
                .rfind([
                    '，', '。', '；', '：', '！', '？', '、', '（', '）', '“', '”', '《', '》', ' ',
                ])
                .map_or(0, |i| i + s[i..].chars().next().map_or(1, char::len_utf8));
            let lead = lead(&s[clause..number.span.start()]);
            let orphan =
                lead.rest.is_empty() && (lead.basis.is_some() || number.unit == "个百分点");
            if orphan && lead.change.is_some() {
                if let Some((i, end)) = last
                    && matches!(&s[end..clause], "，" | "、")
                    && out[i].comparison.is_none()
                {
                    out[i].comparison = comparison(&number, &lead);
                    out[i].status.get_or_insert_with(|| "achieved".to_owned());
                    let whole = text.code_points(at);
                    if let Some(span) = out[i].evidence.spans.last_mut() {
                        span[1] = whole[1];
                    }
                }
                continue;
            }
            // “白名单”项目贷款, 广义货币（M2）余额: what is quoted is of the name.
            if lists(&s[..clause]) || s[..clause].ends_with(['”', '）', '》']) {
                continue;
            }
            let place = place_at(mentions, sentence, clause);
            let skip = place.map_or(0, |p| p.span.end() - sentence.start() - clause);
            let Some(stretch) = lead.rest.get(skip..) else {
                continue;
            };
            let told = matches!(lead.basis, Some("同比" | "环比"));
            let Some(from) = indicator(stretch, lead.level, told) else {
                continue;
            };
            // A change is no level, and points of a percentage are a change.
            if lead.change.is_some() && lead.level
                || lead.change.is_none() && number.unit == "个百分点"
            {
                continue;
            }
            let name = &stretch[from..];
            let start = clause + skip + from;
            let named = Span::new(start, start + name.len()).shift(sentence.start());
            let before = &s[..number.span.start()];
            let item = Quantity {
                indicator: text.surface(named).to_owned(),
                text: text
                    .surface(said(&number, &lead, clause).shift(sentence.start()))
                    .to_owned(),
                value: lead.change.is_none().then(|| number.value.clone()),
                unit: lead.change.is_none().then(|| number.unit.to_owned()),
                bound: lead
                    .change
                    .is_none()
                    .then(|| bound(&number, &lead))
                    .flatten(),
                status: status(before, &lead, demanded(text.code_points(at))).map(str::to_owned),
                comparison: comparison(&number, &lead),
                jurisdiction: jurisdiction(entities, record, before, place.map(|p| &*p.value)),
                evidence: Evidence {
                    spans: vec![text.code_points(named.to(at))],
                    rule: "quantity".to_owned(),
                },
            };
            last = Some((out.len(), number.end));
            let same = out.iter().position(|o| {
                (&o.indicator, &o.value, &o.unit, &o.jurisdiction)
                    == (&item.indicator, &item.value, &item.unit, &item.jurisdiction)
                    && (o.comparison == item.comparison || item.value.is_some())
            });
            match same {
                Some(i) => {
                    out[i].evidence.spans.extend(item.evidence.spans);
                    last = Some((i, number.end));
                }
                None => out.push(item),
            }
        }
    }
    out
}

/// Whether a stretch ends with 、 behind words without a figure: what follows is the end of a
/// longer name (肉、蛋、奶产量).
fn lists(before: &str) -> bool {
    let Some(before) = before.strip_suffix('、') else {
        return false;
    };
    let item = before.rsplit(['，', '；', '：', '、', '。']).next();
    item.is_some_and(|item| !item.bytes().any(|b| b.is_ascii_digit()))
}

fn bound(number: &Number, lead: &Lead<'_>) -> Option<String> {
    number.bound.or(lead.bound).map(str::to_owned)
}

/// The change that a number says, where its clause speaks of one.
fn comparison(number: &Number, lead: &Lead<'_>) -> Option<Comparison> {
    let sign = match lead.change? {
        1 => "",
        _ => "-",
    };
    Some(Comparison {
        basis: lead.basis.map(str::to_owned),
        value: format!("{sign}{}", number.value),
        unit: number.unit.to_owned(),
        bound: bound(number, lead),
    })
}

/// The words of the number: with those of change before it.
fn said(number: &Number, lead: &Lead<'_>, clause: usize) -> Span {
    let start = match lead.change {
        Some(_) => clause + lead.rest.len(),
        None => number.span.start(),
    };
    Span::new(start, number.end)
}

/// Whether it is a target or achieved, where the words before it tell; what is demanded is a target.
fn status(before: &str, lead: &Lead<'_>, demanded: bool) -> Option<&'static str> {
    if EXPECTED.iter().any(|w| before.contains(w)) {
        return None;
    }
    if TARGETS.iter().any(|w| before.contains(w)) {
        return Some("target");
    }
    let done = lead.done
        || matches!(lead.basis, Some(basis) if basis != "年均")
        || ["累计", "已", "今年以来", "截至"]
            .iter()
            .any(|w| before.contains(w));
    match (done, demanded) {
        (true, _) => Some("achieved"),
        (false, true) => Some("target"),
        (false, false) => None,
    }
}

/// The place that opens a clause.
fn place_at(mentions: &[Mention], sentence: Span, clause: usize) -> Option<&Mention> {
    let at = sentence.start() + clause;
    let first = mentions.partition_point(|m| m.span.start() < at);
    let open = mentions[first..]
        .iter()
        .take_while(|m| m.span.start() == at);
    open.filter(|m| m.kind == Kind::Place).last()
}

/// Countries and parts of the world but this one.
static FOREIGN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let countries = Lexicon::embedded().countries().iter();
    let foreign = countries.filter(|w| !["中国", "全国", "我国"].contains(*w));
    AhoCorasick::new(foreign).expect("distinct names")
});

/// What a quantity is said of: the place or the 全市 before its indicator, else the article's
/// jurisdiction; nothing where a foreign country is named before it.
fn jurisdiction(
    entities: &Entities,
    record: &Record,
    before: &str,
    place: Option<&str>,
) -> Option<String> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let code = |id| gazetteer[id].code.to_owned();
    if let Some(place) = place {
        return of_name(place, entities.region).map(code);
    }
    let level = WHOLE.iter().filter_map(|w| Some((before.rfind(w)?, *w)));
    let level = level.max().map(|(_, w)| w);
    if let Some(level) = level {
        if ["全国", "我国"].contains(&level) {
            return Some("100000".to_owned());
        }
        let level = level.trim_start_matches(['全', '我']);
        return of_level(level, entities.region).map(code);
    }
    if FOREIGN.is_match(before) {
        return None;
    }
    record.region_code.clone()
}
