//! Rivers, lakes, zones and areas: in the segmenter's dictionary, or unknown names before an
//! ending such as 水库, 流域, 开发区.

use super::Line;
use super::tokens::Token;
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::scan::{Hit, Word};

/// Last characters of listed places.
const LISTED: [char; 9] = ['村', '河', '江', '湖', '山', '海', '峡', '岭', '岛'];

/// Endings of what the dictionary has, but not as a place: 嘉陵江, 徒骇河, 浑善达克沙地.
const WATERS: [&str; 6] = ["河", "江", "湖", "沙地", "湖区", "流域"];

/// Zones, which keep the name of the city before their own.
const ZONES: [&str; 7] = [
    "高新区",
    "经开区",
    "开发区",
    "工业园区",
    "产业园区",
    "保税区",
    "度假区",
];

/// Endings of many ordinary words, which take only names without a word of the dictionary in them.
const STRICT: [&str; 4] = ["岛", "湾", "湿地", "片区"];

/// Finds them in a line.
pub(super) fn features(line: &Line, mut found: impl FnMut(Span, &'static str)) {
    let words = Lexicon::embedded().place_words();
    for token in &line.tokens {
        let word = &line.s[token.span.range()];
        let long = || {
            word.chars().count() > 3
                && words
                    .ending(word)
                    .is_some_and(|e| e.chars().count() >= 2 && word.len() > e.len() + 3)
        };
        let listed = || token.place && word.ends_with(LISTED) && word.chars().count() >= 2;
        let water = || {
            token.proper && WATERS.iter().any(|e| word.ends_with(e)) && word.chars().count() >= 3
        };
        if listed() || water() || word.len() > 9 && long() {
            found(extended(line, token.span), "place-listed");
        }
    }
    for &ending in &line.endings {
        if let Some(span) = unknown(line, ending) {
            found(span, "place-feature");
        }
    }
    waters_in_a_row(line, found);
}

/// A place with the ending behind it: 雅江 + 河谷, 大同 + 经济技术开发区.
pub(super) fn extended(line: &Line, span: Span) -> Span {
    let rest = &line.s[span.end()..];
    let ending = Lexicon::embedded().place_words().extension(rest);
    Span::new(span.start(), span.end() + ending.map_or(0, str::len))
}

/// An unknown name before an ending: the parts before it, at most four characters.
fn unknown(line: &Line, ending: Span) -> Option<Span> {
    let s = line.s;
    let word = &s[ending.range()];
    let short = word.chars().count() == 1;
    let next = line
        .tokens
        .partition_point(|t| t.span.end() <= ending.start());
    let first = line.tokens.get(next)?;
    if first.span.start() != ending.start() || !line.edge(ending.end()) {
        return None;
    }
    if short && (first.span != ending || matches!(word, "海" | "峡" | "村")) {
        return None;
    }
    // 经济技术开发区, not 开发区 in it: an ending is at most nine characters long.
    let nth = line.endings.partition_point(|e| e.start() < ending.start());
    let longer = line.endings[..nth]
        .iter()
        .rev()
        .take_while(|e| e.start() + 9 * '区'.len_utf8() > ending.start())
        .any(|e| e.end() == ending.end());
    if longer {
        return None;
    }
    let mut start = ending.start();
    let gazetteer = Lexicon::embedded().gazetteer();
    let words = Lexicon::embedded().place_words();
    for (n, before) in line.tokens[..next].iter().enumerate().rev() {
        if before.span.end() != start {
            break;
        }
        let length = s[before.span.start()..ending.start()].chars().count();
        let noun = before.noun
            && before.span.len() > 3
            && !(matches!(word, "河" | "江" | "湖") && length == 2)
            && !(length == 2 && after_place(line, before.span.start()));
        let town =
            || (!short || word == "岛") && !gazetteer.by_short(&s[before.span.range()]).is_empty();
        let most = if short { 4 } else { 6 };
        // 岳阳市采桑湖, 红水河岩滩库区: a place of its own.
        let behind = s[start..ending.start()].chars().count();
        let own = behind >= 2 && before.span.len() > 3 && of_its_own(line, before);
        if !(before.part || numeral(line, n) || town()) || noun || own {
            break;
        }
        if length > most {
            // More of the name than a name can have: what is left would be a part of it.
            return None;
        }
        let strict = STRICT.contains(&word);
        if strict && before.span.len() > 3 && !town() {
            return None;
        }
        start = before.span.start();
        // 建设智慧口岸: a kind of place, whatever stands before it.
        if words.is_never(&s[start..ending.end()]) {
            return None;
        }
    }
    let name = Span::new(start, ending.end());
    let length = s[start..ending.start()].chars().count();
    let few = length == 1 && !short;
    let few = few || length == 1 && STRICT.contains(&word);
    if length == 0 || few || short && length > 3 || counted(&s[start..]) {
        return None;
    }
    without_front(line, name, ending)
}

/// Whether a word is a place that a longer name would not take in.
fn of_its_own(line: &Line, word: &Token) -> bool {
    word.place
        || line.s[word.span.range()].ends_with(['河', '江', '湖'])
        || line.ending(word.span.end()).next().is_some()
}

/// Whether a river or a division ends at a byte: 红水河 + 岩滩库区.
fn after_place(line: &Line, at: usize) -> bool {
    let before = line.word_before(at);
    line.ending(at).next().is_some() || before.len() > 3 && before.ends_with(['河', '江', '湖'])
}

/// Whether a token is a number that opens a name: 百龙滩库区, but not 六座水库.
fn numeral(line: &Line, n: usize) -> bool {
    let token: &Token = &line.tokens[n];
    let opens = n
        .checked_sub(1)
        .is_none_or(|i| line.tokens[i].span.end() != token.span.start());
    let next = line.s[token.span.end()..].chars().next();
    opens
        && matches!(
            &line.s[token.span.range()],
            "三" | "五" | "七" | "九" | "百" | "千" | "万"
        )
        && next.is_some_and(|c| !"座个条大级处".contains(c))
}

/// Whether a number of them is told: 六大口岸.
fn counted(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| "一二三四五六七八九十两几多数".contains(c))
        && chars.next().is_some_and(|c| "大个座条处".contains(c))
}

/// A name without the city before it, which is a place of its own: 安阳洹河 → 洹河; but 密云水库.
fn without_front(line: &Line, name: Span, ending: Span) -> Option<Span> {
    let word = &line.s[ending.range()];
    let common = |hit: &Hit| {
        let words = Lexicon::embedded().place_words();
        words.is_common(&line.s[hit.span.range()]) && line.ending(hit.span.start()).next().is_none()
    };
    let within = |hit: &Hit| hit.span.start() >= name.start();
    if let Some(city) = line.ending(ending.start()).find(within) {
        // 南宁市经开区: the city alone has a name.
        return (city.word == Word::Short).then(|| city.span.to(ending));
    }
    if ZONES.iter().any(|zone| word.ends_with(zone)) {
        return Some(name);
    }
    let cut = line
        .starting(name.start())
        .filter(|hit| hit.span.end() < ending.start() && !common(hit))
        .map(|hit| hit.span.end())
        .max();
    let short = word.chars().count() == 1;
    let rest = |from: usize| &line.s[from..ending.start()];
    match cut {
        Some(from) if counted(rest(from)) => None,
        // 向阳峪水库 is in no 向阳.
        Some(from) if short || rest(from).chars().count() >= 2 => Some(Span::new(from, name.end())),
        _ => Some(name),
    }
}

/// 长江、大冶湖、富水: a river called 水 beside others.
fn waters_in_a_row(line: &Line, mut found: impl FnMut(Span, &'static str)) {
    const NOT: &str = "污废雨用饮下洪供排节治中引蓄饮抗防淡咸海泉热冷活死地流";
    let commas = line.text.marks(line.span).filter(|(_, c)| *c == '、');
    for (comma, _) in commas.filter(|(at, _)| line.s[..*at].ends_with(['江', '河', '湖'])) {
        let start = comma + '、'.len_utf8();
        let rest = &line.s[start..line.span.end()];
        for (i, _) in rest.char_indices().take(3).filter(|(_, c)| *c == '水') {
            let (name, behind) = (&rest[..i], &rest[i + '水'.len_utf8()..]);
            let closes = behind
                .chars()
                .next()
                .is_none_or(|c| "、，。的等和流".contains(c));
            if closes && i > 0 && !name.contains(|c| c == '、' || NOT.contains(c)) {
                let end = start + i + '水'.len_utf8();
                found(Span::new(start, end), "place-feature");
            }
        }
    }
}
