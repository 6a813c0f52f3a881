//! Where a personal name ends: Chinese has no spaces, so a name is what stands between a
//! title and a word that can follow a name.

use std::sync::LazyLock;

mod doubt;
mod foreign;
mod unlisted;

pub use self::doubt::{is_common, is_country, is_grammar, is_listed_name, is_phrase, is_word};
pub use self::foreign::{foreign, is_transliterating};
pub use self::unlisted::{placed, spaced, unclosed, unlisted};

use self::doubt::{doubt, joins_nobody};
use self::foreign::dotted;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::text::{CharSet, jieba};

/// How much the place before a name says that a name stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Right after a post's title, or in a list of names.
    Title,
    /// At the start of a clause, before a verb of speech or presence.
    Clause,
    /// In a byline.
    Byline,
}

/// A name and how well it is closed off: 1 by a word of one character, 2 by a longer
/// one, 3 by punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Byte after the name.
    pub end: usize,
    /// 1–3.
    pub follow: u8,
}

static NAMES: LazyLock<Names> = LazyLock::new(Names::new);

struct Names {
    single: FxHashSet<char>,
    /// Those of one character that hardly anybody bears, but that open many words.
    rare: FxHashSet<char>,
    compound: FxHashSet<&'static str>,
    syllables: FxHashMap<char, Vec<&'static str>>,
    followers: FxHashMap<char, Vec<&'static str>>,
    countries: FxHashSet<&'static str>,
    /// Characters that begin a surname or a syllable.
    first: CharSet,
}

impl Names {
    fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let mut names = Names {
            single: FxHashSet::default(),
            rare: FxHashSet::default(),
            compound: FxHashSet::default(),
            syllables: FxHashMap::default(),
            followers: FxHashMap::default(),
            countries: lexicon.countries().iter().copied().collect(),
            first: CharSet::new(""),
        };
        for surname in lexicon.surnames() {
            let mut chars = surname.surface.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => {
                    names.single.insert(c);
                    if surname.weight < 0.5 {
                        names.rare.insert(c);
                    }
                }
                _ => _ = names.compound.insert(surname.surface),
            }
        }
        let by_first = |map: &mut FxHashMap<char, Vec<&'static str>>, word: &'static str| {
            if let Some(c) = word.chars().next() {
                map.entry(c).or_default().push(word);
            }
        };
        for part in lexicon.name_parts() {
            by_first(&mut names.syllables, part.surface);
        }
        for word in lexicon.name_followers() {
            by_first(&mut names.followers, word);
        }
        let compound = names.compound.iter().filter_map(|name| name.chars().next());
        let opening = names.single.iter().chain(names.syllables.keys()).copied();
        names.first = opening.chain(compound).collect();
        for words in names
            .syllables
            .values_mut()
            .chain(names.followers.values_mut())
        {
            words.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
        }
        names
    }
}

/// Whether a character can be part of a name.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}

/// How well the text at `at` closes off a name that ends there; 0 if it does not.
pub fn follow(s: &str, at: usize) -> u8 {
    let rest = &s[at..];
    let Some(c) = rest.chars().next() else {
        return 3;
    };
    if !is_han(c) {
        return if c.is_ascii_digit() {
            2
        } else if c.is_ascii_alphabetic() || c == '·' {
            0
        } else {
            3
        };
    }
    match follower(s, at) {
        _ if c == '受' && on_behalf(rest) => 2,
        Some(word) if word.len() > c.len_utf8() || "作率在就及".contains(c) => 2,
        // 白音孟和，: what joins names joins one to the next, not to a comma.
        Some(word) if joins(word) && ends_clause(&rest[word.len()..]) => 0,
        Some(_) => 1,
        None => 0,
    }
}

/// Whether a word joins a name to the next.
fn joins(word: &str) -> bool {
    ["和", "与", "同", "及", "向", "以"].contains(&word)
}

fn ends_clause(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| "，。；：、！？）".contains(c))
}

/// 受国务院委托, 受主任会议委托.
fn on_behalf(rest: &str) -> bool {
    let clause = crate::text::after(rest, 0, 14);
    let clause = clause.split(['，', '。', '、']).next().unwrap_or(clause);
    clause.contains("委托") || clause.contains("邀请")
}

/// Whether the one character at `at` opens what the name before it says or does: 就…提出要求,
/// 作检讨性发言. Then it needs no word of the segmenter to begin there.
fn governs(s: &str, at: usize) -> bool {
    let rest = crate::text::after(s, at, 40);
    let clause = rest.split(['。', '；']).next().unwrap_or(rest);
    match clause.chars().next() {
        Some('就') => [
            "提出",
            "提要求",
            "强调",
            "要求",
            "作",
            "讲",
            "进行",
            "介绍",
            "汇报",
            "表态",
            "说明",
        ]
        .iter()
        .any(|w| clause.contains(w)),
        Some('作') => {
            let object = clause.split('，').next().unwrap_or(clause);
            [
                "发言", "报告", "讲话", "说明", "汇报", "部署", "总结", "点评", "介绍", "辅导",
            ]
            .iter()
            .any(|w| object.ends_with(w))
        }
        Some('受') => true,
        _ => false,
    }
}

/// Whether a clause opens with 作 and says that somebody speaks: 作动员讲话.
pub fn gives_talk(rest: &str) -> bool {
    rest.starts_with('作') && governs(rest, 0)
}

/// The longest word at `at` that can follow a name.
fn follower(s: &str, at: usize) -> Option<&'static str> {
    let rest = &s[at..];
    let words = NAMES.followers.get(&rest.chars().next()?)?;
    words.iter().copied().find(|w| rest.starts_with(w))
}

/// Whether a word of the segmenter begins at `end`, where a name from `at` would stop.
fn opens_word(s: &str, at: usize, end: usize) -> bool {
    let rest = crate::text::after(s, end, 4);
    let mut edge = at;
    jieba()
        .cut(&s[at..end + rest.len()], false)
        .iter()
        .any(|t| {
            edge += t.word.len();
            edge == end
        })
}

/// Whether a name may begin a string, by a surname's or syllable's first character, or by a `·`;
/// in the context of a title no fewer names may than in any other.
pub(super) fn may_open(s: &str, context: Context) -> bool {
    let names = &*NAMES;
    let known = |c: char| names.first.contains(c);
    let chars = s.chars().take(7);
    let title = context == Context::Title;
    chars.clone().next().is_some_and(known)
        || title && chars.clone().nth(2).is_some_and(known)
        || chars
            .take_while(|&c| is_han(c) || c == '·')
            .any(|c| c == '·')
}

/// More characters than a name has, with `·` in it and without.
const LONGEST: usize = 24;
const LONGEST_PLAIN: usize = 8;

/// Where a name that begins at a byte may end: behind each of the characters from there on that
/// can be part of one, the second and later ones, with the character that stands there.
///
/// ```
/// use zhengmai::mentions::names::ends;
/// let found: Vec<_> = ends("高峰指出，", 0).collect();
/// assert_eq!(found, [(6, Some('指')), (9, Some('出')), (12, Some('，'))]);
/// ```
pub fn ends(s: &str, at: usize) -> impl Iterator<Item = (usize, Option<char>)> {
    let mut chars = s[at..].char_indices();
    let (mut count, mut dotted) = (0, false);
    let mut inside = true;
    std::iter::from_fn(move || {
        while inside {
            let next = chars.next();
            let part = next.is_some_and(|(_, c)| is_han(c) || c == '·' && count > 0);
            inside = part && count < if dotted { LONGEST } else { LONGEST_PLAIN };
            dotted |= next.is_some_and(|(_, c)| c == '·');
            count += 1;
            if count > 2 {
                return Some(next.map_or((s.len(), None), |(i, c)| (at + i, Some(c))));
            }
        }
        None
    })
}

/// Whether a name may have so many characters as a string has: more than four only with a
/// part of a name at its front or a `·` in it.
pub fn may_have(count: usize, name: &str) -> bool {
    let part = || {
        let first = name.chars().next();
        first.is_some_and(|c| NAMES.syllables.contains_key(&c))
    };
    count <= 4 || count <= 6 && part() || name.contains('·')
}

/// Parses a name that starts at byte `at`.
///
/// ```
/// use zhengmai::mentions::names::{Context, parse};
/// let name = |s: &str, at: &str| {
///     let at = s.find(at).unwrap();
///     parse(s, at, Context::Title).map(|n| s[at..n.end].to_owned())
/// };
/// assert_eq!(name("副市长高峰主持会议", "高").as_deref(), Some("高峰"));
/// assert_eq!(name("市长欧阳振邦在会上说", "欧").as_deref(), Some("欧阳振邦"));
/// assert_eq!(name("县长买买提·艾力出席", "买").as_deref(), Some("买买提·艾力"));
/// assert_eq!(name("市长洛桑旺堆出席会议", "洛").as_deref(), Some("洛桑旺堆"));
/// assert_eq!(name("书记要主动作为", "要"), None);
/// ```
pub fn parse(s: &str, at: usize, context: Context) -> Option<Parsed> {
    if !may_open(&s[at..], context) {
        return None;
    }
    let (mut ends, mut chars, mut count) = ([0; LONGEST], ['\0'; LONGEST], 0);
    let mut dotted_name = false;
    for (i, c) in s[at..].char_indices() {
        if !(is_han(c) || c == '·' && count > 0) || count == LONGEST {
            break;
        }
        chars[count] = c;
        ends[count] = at + i + c.len_utf8();
        count += 1;
        dotted_name |= c == '·';
        if count >= LONGEST_PLAIN && !dotted_name {
            break;
        }
    }
    let (ends, chars) = (&ends[..count], &chars[..count]);
    if let Some(dot) = chars.iter().take(7).position(|&c| c == '·') {
        return dotted(s, chars, ends, dot);
    }
    let names = &*NAMES;
    let first = *chars.first()?;
    let mut best: Option<(i32, Parsed)> = None;
    let mut offer = |length: usize, prior: i32| {
        let Some(&end) = ends.get(length - 1) else {
            return;
        };
        let follow = follow(s, end);
        if follow == 0 || context == Context::Byline && follow < 3 {
            return;
        }
        let wins = |score: i32| score >= 10 && best.is_none_or(|(b, _)| score > b);
        let most = i32::from(follow) * 10 + prior;
        if !wins(most) {
            return;
        }
        let mut score = most - doubt(&s[at..end], first, follow, context);
        if length == 3
            && context == Context::Title
            && s[..end].ends_with('和')
            && joins_nobody(s, end)
        {
            score = most;
        }
        // 双方合|作在即: the end of a name is the end of a word of the segmenter, too.
        let closes_list = length == 3 && s[end..].starts_with('等') && s[..at].ends_with('、');
        let needless =
            closes_list || follow == 3 || follower(s, end).is_none_or(|w| w.chars().count() > 1);
        if wins(score) && (needless || governs(s, end) || opens_word(s, at, end)) {
            best = Some((score, Parsed { end, follow }));
        }
    };
    let two = chars.len() >= 2 && names.compound.contains(&s[at..ends[1]]);
    if two {
        offer(3, 5);
        offer(4, 6);
    }
    if names.single.contains(&first) {
        offer(2, 2);
        offer(3, 4);
        // 张王雨桐: two surnames and two more.
        let double = chars.get(1).is_some_and(|c| names.single.contains(c));
        if double
            && context == Context::Title
            && ends.get(3).is_some_and(|&end| follow(s, end) == 3)
            && !is_word(&s[at..ends[1]])
        {
            offer(4, 0);
        }
    }
    // 包乌力吉: a Han surname and a Mongolian name.
    if context == Context::Title
        && names.single.contains(&first)
        && let Some(words) = chars.get(1).and_then(|c| names.syllables.get(c))
        && let Some(part) = words.iter().find(|w| s[ends[0]..].starts_with(**w))
    {
        let length = 1 + part.chars().count();
        if length == 4 {
            offer(length, 5);
        }
    }
    let opens = |word: &&&str| s[at..].starts_with(**word);
    if let Some(part) = names
        .syllables
        .get(&first)
        .and_then(|words| words.iter().find(opens))
    {
        let opening = part.chars().count();
        for length in opening.max(2)..=6 {
            offer(length, if length == opening { 1 } else { 3 });
        }
    }
    if context == Context::Title {
        for length in 3..=4 {
            let Some(&end) = ends.get(length - 1) else {
                break;
            };
            let last = ends[length - 3];
            let known = s[last..]
                .chars()
                .next()
                .and_then(|c| names.syllables.get(&c));
            if known.is_some_and(|words| words.iter().any(|w| *w == &s[last..end])) && length > 3 {
                offer(length, 3);
            }
        }
    }
    best.map(|(_, parsed)| parsed)
}

/// Whether what begins here with 长 is the end of a title and a name behind it, no place: 市长葛明达,
/// 县长江明, but not 全市长江岸线.
///
/// ```
/// use zhengmai::mentions::names::closes_title;
/// assert!(closes_title("市长葛明达主持会议", "市".len()));
/// assert!(!closes_title("全市长江岸线整治", "全市".len()));
/// assert!(!closes_title("赴长葛调研", "赴".len()));
/// ```
pub fn closes_title(s: &str, at: usize) -> bool {
    const LEVELS: [char; 21] = [
        '市', '县', '区', '州', '旗', '盟', '省', '镇', '乡', '局', '院', '部', '校', '厅', '处',
        '会', '师', '站', '所', '组', '队',
    ];
    let name = at + '长'.len_utf8();
    if !s[at..].starts_with('长') || !s[..at].ends_with(LEVELS) {
        return false;
    }
    // 修水县长江经济带: a word goes on behind the river.
    let river = |end: usize| {
        s[name..end]
            .strip_prefix('江')
            .is_some_and(|rest| rest.chars().count() > 2 || is_common(rest))
    };
    parse(s, name, Context::Title).is_some_and(|n| n.follow >= 2 && !river(n.end))
}

/// The surname that a name begins with.
pub fn surname(name: &str) -> Option<&str> {
    let mut ends = name.char_indices().map(|(i, c)| i + c.len_utf8());
    let one = ends.next()?;
    if let Some(two) = ends.next()
        && NAMES.compound.contains(&name[..two])
    {
        return Some(&name[..two]);
    }
    NAMES
        .single
        .contains(&name.chars().next()?)
        .then(|| &name[..one])
}

/// Prefixes of a string that have the shape of a name, the usual length first.
pub fn candidates(s: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = s
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take(9)
        .collect();
    [3, 2, 4, 5, 6, 7, 8, 9]
        .into_iter()
        .filter_map(move |n: usize| ends.get(n - 1).map(|&end| &s[..end]))
        .filter(|name| is_name(name))
}

/// Whether a whole string has the shape of a name: a surname and one or two characters, a
/// transliteration with `·`, or one that begins with a known part.
pub fn is_name(candidate: &str) -> bool {
    let at = candidate.find(|c: char| !is_han(c) && c != '·');
    at.is_none() && parse(candidate, 0, Context::Byline).is_some_and(|n| n.end == candidate.len())
}
