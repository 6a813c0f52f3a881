//! Names in a list that a noun of places closes: 三峡、柘溪等水库, 歇马、蔡家两大组团. The
//! noun says that the unknown names are places, however they end.

use super::Line;
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::scan::Landmark;
use crate::text::jieba;

/// Nouns that close a list of places behind 等 or a number.
const NOUNS: [&str; 32] = [
    "街镇", "镇街", "镇办", "县区", "区县", "县市", "州市", "水库", "河流", "河湖", "湖泊", "水系",
    "水域", "海域", "流域", "库区", "山区", "景区", "街区", "园区", "片区", "组团", "港口", "口岸",
    "区域", "地", "区", "县", "市", "镇", "乡镇", "村",
];

/// What may stand between 等 and the noun.
const KINDS: [&str; 12] = [
    "重点",
    "重要",
    "主要",
    "历史文化",
    "大型",
    "中型",
    "骨干",
    "中小",
    "沿线",
    "产业",
    "工业",
    "旅游",
];

/// Numbers behind a list, and what they count by.
const NUMERALS: &str = "两二三四五六七八九十";
const MEASURES: [char; 5] = ['大', '个', '座', '条', '处'];

/// Last characters of names of places.
const ENDS: &str = "湾岸路街巷河江湖溪水山岭岛港峡库坝寨堡园城洲滩沟塘桥门关口海";

/// Characters that no name holds.
const GRAMMAR: &str = "的了是各每全等和与及在到把被为向对从由其该本某";

/// What may close a list: 等 or a number, and what may stand behind them.
pub(in crate::mentions) fn closings() -> impl Iterator<Item = String> {
    let others = NOUNS
        .into_iter()
        .chain(KINDS)
        .map(|word| format!("等{word}"));
    let measures = MEASURES.map(|measure| measure.to_string());
    let numbers = NUMERALS.chars().chain('0'..='9').flat_map(move |number| {
        let counted = NOUNS.map(str::to_owned).into_iter().chain(measures.clone());
        counted.map(move |word| format!("{number}{word}"))
    });
    others.chain(numbers)
}

/// Finds them in a line.
pub(super) fn lists(line: &Line, mut found: impl FnMut(Span)) {
    let s = &line.s[line.span.range()];
    let mut closed = 0;
    for start in nouns(line) {
        let Some(end) = list_end(&s[..start]).filter(|end| *end > closed) else {
            continue;
        };
        closed = end;
        let names = names(s, end);
        if names.len() >= 2 {
            for name in names {
                found(name.shift(line.span.start()));
            }
        }
    }
}

/// Where nouns begin that may close a list: behind 等 or a number, and what may stand between.
fn nouns(line: &Line) -> Vec<usize> {
    let s = &line.s[line.span.range()];
    let mut starts = Vec::new();
    for closing in line.scan.landmarks(Landmark::Listed, line.span) {
        let rest = &s[closing.start() - line.span.start()..];
        let mut noun = match rest.strip_prefix('等') {
            Some(rest) => rest,
            None => {
                rest[rest.chars().next().map_or(0, char::len_utf8)..].trim_start_matches(MEASURES)
            }
        };
        loop {
            if NOUNS.iter().any(|n| noun.starts_with(n)) {
                starts.push(s.len() - noun.len());
            }
            let kind = KINDS.iter().find_map(|kind| noun.strip_prefix(kind));
            let Some(behind) = kind.filter(|_| rest.starts_with('等')) else {
                break;
            };
            noun = behind;
        }
    }
    starts.sort_unstable();
    starts
}

/// Where the list ends before a noun: before 等, or before a number with 大, 个, 座, 条 or alone.
fn list_end(before: &str) -> Option<usize> {
    let mut rest = before;
    for kind in KINDS {
        rest = rest.strip_suffix(kind).unwrap_or(rest);
    }
    if let Some(list) = rest.strip_suffix('等') {
        return Some(list.len());
    }
    let rest = before.trim_end_matches(MEASURES);
    let list = rest.trim_end_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
    (list.len() < rest.len()).then_some(list.len())
}

/// The names of the list that ends at a byte, if it is one of places.
fn names(s: &str, end: usize) -> Vec<Span> {
    let mut names = Vec::new();
    let mut others = 0;
    let mut to = end;
    loop {
        let from = s[..to]
            .rfind([
                '、', '，', '。', '；', '：', '“', '”', '（', '）', ',', '《', '》', ' ',
            ])
            .map_or(0, |at| {
                at + s[at..].chars().next().map_or(0, char::len_utf8)
            });
        let goes_on = s[..from].ends_with('、');
        let start = if goes_on {
            Some(from)
        } else {
            first(&s[from..to]).map(|at| from + at)
        };
        if let Some(start) = start
            && is_name(s, Span::new(start, to))
        {
            // 江苏南京 is two places, which are known as they are.
            if !is_two(&s[start..to]) {
                names.push(Span::new(start, to));
            }
        } else {
            others += usize::from(goes_on);
        }
        if !goes_on {
            // With more of something else it is no list of places.
            names.truncate(if names.len() > others { names.len() } else { 0 });
            return names;
        }
        to = from - '、'.len_utf8();
    }
}

/// Where the first name of a list begins in its clause: behind the last verb or word of grammar.
fn first(clause: &str) -> Option<usize> {
    let tags = jieba().tag(clause, false);
    let mut at = clause.len();
    let mut start = None;
    for tag in tags.iter().rev() {
        let name = ["n", "x", "g", "j", "f", "s"]
            .iter()
            .any(|t| tag.tag.starts_with(t));
        let single =
            tag.word.chars().count() == 1 && !tag.tag.starts_with(['v', 'p', 'c', 'u', 'd']);
        if !(name || single) {
            break;
        }
        if clause[at - tag.word.len()..].chars().count() > 6 {
            // What is left would be a part of a longer name.
            return None;
        }
        at -= tag.word.len();
        start = Some(at);
    }
    start
}

/// Whether an item of the list can be the name of a place: a known one, or none of the words
/// of the dictionary.
fn is_name(s: &str, item: Span) -> bool {
    let name = &s[item.range()];
    if is_known(name) {
        return true;
    }
    let length = name.chars().count();
    let han = name
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !GRAMMAR.contains(c));
    if !(2..=6).contains(&length) || !han {
        return false;
    }
    let proper = |tag: &str| ["ns", "nr", "nz"].iter().any(|t| tag.starts_with(t));
    let tags = jieba().tag(name, false);
    match tags.as_slice() {
        [word] => proper(word.tag),
        words => {
            let last = name.chars().next_back().is_some_and(|c| ENDS.contains(c));
            words
                .iter()
                .all(|w| w.word.chars().count() == 1 || proper(w.tag))
                || last && words.iter().all(|w| !w.tag.starts_with('v'))
        }
    }
}

/// Whether the gazetteer has a name, full or short.
fn is_known(name: &str) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    !gazetteer.by_short(name).is_empty() || !gazetteer.by_name(name).is_empty()
}

/// Whether a name is two known ones.
fn is_two(name: &str) -> bool {
    let cuts = name.char_indices().skip(1);
    cuts.into_iter()
        .any(|(at, _)| is_known(&name[..at]) && is_known(&name[at..]))
}
