//! What speaks against a string's being a name: that it is a word, that a word of grammar opens
//! it, that a verb ends it, that it holds a country.

use super::{Context, NAMES, surname};
use crate::text::jieba;

/// Characters that are surnames but far more often grammar: what follows must not be a word.
pub(super) const GRAMMAR: &str = "要于和任应关向从同时经能由都为并有还等来是随与通把";

/// Surnames that open many common words: what follows had better be no word.
pub(super) const COMMON: &str = "全完明成连安常公高方强单相曾令未言乐印因别使查过解党项农支计展终";

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

/// Whether a string is the name of a country or a part of the world.
pub fn is_country(name: &str) -> bool {
    NAMES.countries.contains(name)
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

/// What speaks against a candidate: that it is a word, or a grammar word with a word behind it.
///
/// Never below 0, so that a candidate that cannot win without any need not be doubted.
pub(super) fn doubt(candidate: &str, first: char, follow: u8, context: Context) -> i32 {
    let rest = &candidate[first.len_utf8()..];
    let length = candidate.chars().count();
    let mut doubt = 0;
    if length <= 3 && is_word(candidate) {
        doubt += match (context, length, follow) {
            (Context::Title, 2, 2..) => 8,
            (Context::Byline, 2, _) => 8,
            (Context::Title, 2, _) => 15,
            (Context::Title, 3, 3) => 12,
            // 时雨、祁连山在主会场: a place's name.
            (Context::Title, 3, 2) if !is_common(candidate) => 12,
            _ => 25,
        };
    }
    if length == 2 && is_function_word(candidate) {
        // 副市长何必通报, 主任万里出席: a common surname, and a verb behind.
        let named = context == Context::Title
            && follow >= 2
            && !GRAMMAR.contains(first)
            && !COMMON.contains(first)
            && !NAMES.rare.contains(&first)
            && !ADVERBS.contains(&candidate);
        doubt += if named { 2 } else { 30 };
    }
    if length == 2 && "同和与".contains(first) && follow < 3 {
        // 习近平主席同李在明总统: a preposition and a surname.
        doubt += 20;
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
    } else if length == 3
        && (COMMON.contains(first) || NAMES.rare.contains(&first))
        && is_common(rest)
    {
        // 党团结带领 is no name; 连建设, after a title, is one.
        doubt += if context == Context::Clause { 25 } else { 12 };
    }
    if starts_with_verb(candidate) || holds_verb(candidate) {
        doubt += 30;
    }
    if candidate.ends_with([
        '等', '副', '和', '在', '及', '就', '与', '向', '代', '作', '率', '的', '及', '了', '将',
        '还', '并', '也', '仍', '于', '们', '受', '互', '时', '要', '因', '说', '是',
    ]) && length > 2
        && !ends_in_part(candidate)
    {
        doubt += 25;
    }
    if context == Context::Clause && length == 3 && candidate.ends_with(['均', '都', '已', '则'])
    {
        // 双方均表示.
        doubt += 25;
    }
    if first == '其'
        || holds_country(candidate)
        || NO_END.iter().any(|word| candidate.ends_with(word))
    {
        doubt += 40;
    }
    if context == Context::Clause && follow < 2 {
        doubt += 10;
    }
    if context == Context::Clause && GRAMMAR.contains(first) {
        doubt += 15;
    }
    doubt
}

/// Words that no name ends in: 居民区分别, 分管领导, 领导班子.
const NO_END: [&str; 10] = [
    "分别",
    "领导",
    "班子",
    "党委",
    "纪委",
    "书记",
    "党组",
    "党组暨",
    "新区",
    "经开区",
];

/// Adverbs that begin with a common surname: 主任马上表示.
const ADVERBS: [&str; 12] = [
    "马上", "尤其", "毕竟", "简直", "时常", "何时", "何等", "明明", "白白", "万分", "曾经", "顾自",
];

/// Whether what follows 和 is what somebody does, so that 和 ends a name and joins none to it:
/// 屈致和出席会议, but not 李强和出席会议的代表.
pub(super) fn joins_nobody(s: &str, end: usize) -> bool {
    const DOES: [&str; 18] = [
        "出席", "主持", "参加", "列席", "讲话", "指出", "强调", "要求", "表示", "汇报", "传达",
        "宣读", "通报", "作了", "致辞", "发言", "带队", "率队",
    ];
    let clause = crate::text::after(s, end, 40);
    let clause = clause
        .split(['，', '。', '、', '；', '：'])
        .next()
        .unwrap_or(clause);
    DOES.iter().any(|w| clause.starts_with(w)) && !clause.contains(['的', '者'])
}

/// Whether the string ends in a part that names are made of: 图门孟和.
fn ends_in_part(name: &str) -> bool {
    name.char_indices().rev().nth(1).is_some_and(|(i, c)| {
        NAMES
            .syllables
            .get(&c)
            .is_some_and(|words| words.contains(&&name[i..]))
    })
}

/// Whether a string is or ends in the name of a country: 国老挝, 应法国.
fn holds_country(name: &str) -> bool {
    name.char_indices().any(|(i, _)| is_country(&name[i..]))
}

/// Whether a string before a title is more likely a word and another than a name: 应国家 (主席),
/// 位常务 (理事), 同莫迪 (总理).
///
/// ```
/// use zhengmai::mentions::names::is_phrase;
/// assert!(is_phrase("应国家"));
/// assert!(is_phrase("国司法"));
/// assert!(!is_phrase("王建国"));
/// ```
pub fn is_phrase(name: &str) -> bool {
    let Some(first) = name.chars().next() else {
        return false;
    };
    let rest = &name[first.len_utf8()..];
    let weak = GRAMMAR.contains(first)
        || COMMON.contains(first)
        || "国位原其席权".contains(first)
        || NAMES.rare.contains(&first);
    let long = rest.chars().count() > 1;
    weak && long && (is_common(rest) || is_function_word(rest))
        || !long && GRAMMAR.contains(first) && is_function_word(rest)
        || first == '其'
        || holds_country(name)
        || NO_END.iter().any(|word| name.ends_with(word))
        || name.ends_with(['要', '将', '把', '均', '都', '委', '局', '办', '厅', '部'])
            && surname(name).is_some_and(|s| s.len() + 3 < name.len())
}

/// Whether a follower of two and more characters opens the string: 要求, 解读, 应邀.
pub(super) fn starts_with_verb(candidate: &str) -> bool {
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
pub(super) fn holds_verb(candidate: &str) -> bool {
    // 热合曼解读了 holds it as well.
    let candidate = candidate.strip_suffix('了').unwrap_or(candidate);
    candidate.char_indices().skip(2).any(|(i, c)| {
        NAMES.followers.get(&c).is_some_and(|words| {
            words
                .iter()
                .any(|w| *w == &candidate[i..] && w.len() > c.len_utf8())
        })
    })
}

/// Whether the segmenter's dictionary lists a string as a person's name.
pub fn is_listed_name(name: &str) -> bool {
    if !jieba().has_word(name) {
        return false;
    }
    let tags = jieba().tag(name, false);
    tags.len() == 1 && tags[0].tag.starts_with("nr")
}
