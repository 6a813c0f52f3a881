//! Where a personal name ends: Chinese has no spaces, so a name is what stands between a
//! title and a word that can follow a name.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::text::jieba;

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

/// Characters that are surnames but far more often grammar: what follows must not be a word.
const GRAMMAR: &str = "要于和任应关向从同时经能由都为并有还等来是随与通把";

/// Surnames that open many common words: what follows had better be no word.
const COMMON: &str = "全完明成连安常公高方强单相曾令未言乐印因别使查过解党项农支计展终";

static NAMES: LazyLock<Names> = LazyLock::new(Names::new);

struct Names {
    single: FxHashSet<char>,
    compound: FxHashSet<&'static str>,
    syllables: FxHashMap<char, Vec<&'static str>>,
    followers: FxHashMap<char, Vec<&'static str>>,
    countries: FxHashSet<&'static str>,
}

impl Names {
    fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let mut names = Names {
            single: FxHashSet::default(),
            compound: FxHashSet::default(),
            syllables: FxHashMap::default(),
            followers: FxHashMap::default(),
            countries: lexicon.countries().iter().copied().collect(),
        };
        for surname in lexicon.surnames() {
            let mut chars = surname.surface.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => _ = names.single.insert(c),
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
        Some(word) if word.len() > c.len_utf8() || "作率在就及".contains(c) => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The longest word at `at` that can follow a name.
fn follower(s: &str, at: usize) -> Option<&'static str> {
    let rest = &s[at..];
    let words = NAMES.followers.get(&rest.chars().next()?)?;
    words.iter().copied().find(|w| rest.starts_with(w))
}

/// Whether a string is a common word (noun, verb, adverb …), not a proper name of any kind.
pub fn is_common(word: &str) -> bool {
    let jieba = jieba();
    jieba.has_word(word)
        && jieba.tag(word, false).first().is_some_and(|t| {
            t.word == word
                && !["nr", "ns", "nt", "nz"]
                    .iter()
                    .any(|p| t.tag.starts_with(p))
        })
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

/// Whether a string is the name of a country or a part of the world.
pub fn is_country(name: &str) -> bool {
    NAMES.countries.contains(name)
}

/// The end of a name at `at` that no listed word closes: of the usual length, where a word of the
/// segmenter ends, and no word itself.
pub fn unclosed(s: &str, at: usize) -> Option<usize> {
    let ends: Vec<usize> = s[at..]
        .char_indices()
        .take(4)
        .take_while(|(_, c)| is_han(*c))
        .map(|(i, c)| at + i + c.len_utf8())
        .collect();
    let surname = surname(&s[at..*ends.last()?])?;
    let compound = surname.chars().count() == 2;
    let first = surname.chars().next()?;
    let lengths = if compound { [4, 3] } else { [3, 2] };
    lengths.into_iter().find_map(|length| {
        let end = *ends.get(length - 1)?;
        let name = &s[at..end];
        let sound = !is_word(name)
            && !is_common(&name[surname.len()..])
            && !GRAMMAR.contains(first)
            && !COMMON.contains(first);
        let verbs = starts_with_verb(name) || holds_verb(name);
        (sound && !verbs && opens_word(s, at, end) && length > 2).then_some(end)
    })
}

/// Characters that transliterate foreign names.
const FOREIGN: &str = "阿埃艾安奥巴贝本比宾波伯布查达戴丹德迪蒂杜多厄恩尔法菲费芬弗福夫盖冈戈格古哈海汉赫亨洪胡华怀惠霍基吉加贾杰金卡凯坎康考科克肯库奎拉莱兰劳勒雷里利莉连列林琳卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密明摩莫默姆木穆纳奈南内尼涅宁努诺欧帕潘庞佩彭皮平普齐奇乔切琴丘让热茹瑞萨塞桑森沙山尚舍申圣施史斯松苏索塔泰坦汤陶特腾提廷图托瓦万旺威韦维温翁沃乌武西希锡夏肖谢辛休雅亚扬耶叶伊因英尤约泽扎詹珍朱茨兹佐";

/// Parses a foreign name without surname: transliterating characters up to a word that can
/// follow a name.
///
/// ```
/// use zhengmai::mentions::names::foreign;
/// let s = "总统马克龙访问北京";
/// assert_eq!(foreign(s, "总统".len()).map(|end| &s["总统".len()..end]), Some("马克龙"));
/// ```
pub fn foreign(s: &str, at: usize) -> Option<usize> {
    let run: Vec<usize> = s[at..]
        .char_indices()
        .take_while(|&(_, c)| FOREIGN.contains(c) || c == '龙' || c == '京')
        .map(|(i, c)| at + i + c.len_utf8())
        .take(8)
        .collect();
    let closed = |&&end: &&usize| follow(s, end) > 0;
    run.iter().skip(1).rev().find(closed).copied()
}

/// Whether a string is a pronoun, adverb, preposition, conjunction or numeral: 其他, 一些.
fn is_function_word(word: &str) -> bool {
    if !jieba().has_word(word) {
        return false;
    }
    let tags = jieba().tag(word, false);
    tags.len() == 1 && ["r", "d", "p", "c", "m"].contains(&tags[0].tag)
}

/// Whether a character opens far more words of grammar than names.
pub fn is_grammar(first: char) -> bool {
    GRAMMAR.contains(first)
}

/// Whether a string is a word of the language rather than a name.
pub fn is_word(word: &str) -> bool {
    let jieba = jieba();
    jieba.has_word(word)
        && !jieba
            .tag(word, false)
            .first()
            .is_some_and(|t| t.word == word && t.tag.starts_with("nr"))
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
    const LONGEST: usize = 24;
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
        if count >= 8 && !dotted_name {
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
        let score = most - doubt(&s[at..end], first, follow, context);
        // 双方合|作在即: the end of a name is the end of a word of the segmenter, too.
        let needless = follow == 3 || follower(s, end).is_none_or(|w| w.chars().count() > 1);
        if wins(score) && (needless || opens_word(s, at, end)) {
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
        {
            offer(4, 0);
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

/// What speaks against a candidate: that it is a word, or a grammar word with a word behind it.
///
/// Never below 0, so that a candidate that cannot win without any need not be doubted.
fn doubt(candidate: &str, first: char, follow: u8, context: Context) -> i32 {
    let rest = &candidate[first.len_utf8()..];
    let length = candidate.chars().count();
    let mut doubt = 0;
    if length <= 3 && is_word(candidate) {
        doubt += match (context, length, follow) {
            (Context::Title, 2, 2..) => 8,
            (Context::Byline, 2, _) => 8,
            (Context::Title, 2, _) => 15,
            (Context::Title, 3, 3) => 12,
            _ => 25,
        };
    }
    if length == 2 && is_function_word(candidate) {
        doubt += 30;
    }
    if GRAMMAR.contains(first) {
        if length == 3 && is_common(rest) {
            // 任建军 and 于海波 are names, 任组长 and 要主动 are not.
            let noun = jieba()
                .tag(rest, false)
                .first()
                .is_some_and(|t| t.tag == "n");
            let office = rest.ends_with(['长', '员', '任', '席', '记', '众', '会']);
            doubt += if noun && !office && follow == 3 && "于任应关向时全".contains(first) {
                12
            } else {
                25
            };
        }
        if follow < 2 {
            doubt += 5;
        }
    } else if COMMON.contains(first) && length == 3 && is_common(rest) {
        doubt += 12;
    }
    if starts_with_verb(candidate) || holds_verb(candidate) {
        doubt += 30;
    }
    if candidate.ends_with([
        '等', '副', '和', '在', '及', '就', '与', '向', '代', '作', '率', '的', '及', '了', '将',
        '还', '并', '也', '仍', '于', '们',
    ]) && length > 2
    {
        doubt += 25;
    }
    if context == Context::Clause && follow < 2 {
        doubt += 10;
    }
    if context == Context::Clause && GRAMMAR.contains(first) {
        doubt += 15;
    }
    if is_country(candidate) {
        doubt += 40;
    }
    doubt
}

/// Whether a follower of two and more characters opens the string: 要求, 解读, 应邀.
fn starts_with_verb(candidate: &str) -> bool {
    let Some(c) = candidate.chars().next() else {
        return false;
    };
    NAMES.followers.get(&c).is_some_and(|words| {
        words
            .iter()
            .any(|w| w.chars().count() >= 2 && candidate.starts_with(*w))
    })
}

/// Whether a follower of two and more characters ends the string behind a whole name: 次仁央金参加.
fn holds_verb(candidate: &str) -> bool {
    candidate.char_indices().skip(2).any(|(i, c)| {
        NAMES.followers.get(&c).is_some_and(|words| {
            words
                .iter()
                .any(|w| *w == &candidate[i..] && w.len() > c.len_utf8())
        })
    })
}

/// A name of parts joined by `·`, the last of which is closed off by what follows.
fn dotted(s: &str, chars: &[char], ends: &[usize], dot: usize) -> Option<Parsed> {
    if dot == 0 {
        return None;
    }
    let mut start = dot + 1;
    while let Some(next) = chars[start..].iter().take(8).position(|&c| c == '·') {
        if next == 0 {
            return None;
        }
        start += next + 1;
    }
    (2..=6)
        .filter_map(|length| {
            let end = *ends.get(start + length - 1)?;
            let follow = follow(s, end);
            let part = &s[ends[start - 1]..end];
            (follow > 0 && !holds_verb(part)).then_some((follow, std::cmp::Reverse(length), end))
        })
        .max()
        .or_else(|| {
            let end = *ends.get(start)?;
            (follow(s, end) == 3).then_some((3, std::cmp::Reverse(1), end))
        })
        .map(|(follow, _, end)| Parsed { end, follow })
}

/// Whether the segmenter's dictionary lists a string as a person's name.
pub fn is_listed_name(name: &str) -> bool {
    if !jieba().has_word(name) {
        return false;
    }
    let tags = jieba().tag(name, false);
    tags.len() == 1 && tags[0].tag.starts_with("nr")
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
