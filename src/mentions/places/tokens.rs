//! What the segmenter makes of the stretches of a line in which a place may stand.

use std::sync::LazyLock;

use crate::base::{Span, Spans};
use crate::mentions::scan::{Landmark, Scan, Word};
use crate::text::{CharSet, Text, jieba};

/// Words of grammar and number, and kinds of divisions, which no unknown name holds.
const GRAMMAR: &str = "和与及对在到赴向从由沿是的为以将入经了抓管巡保把被就等各每该本逐全含给省市县区州盟旗镇乡总大小这那此其有多两几一二三四五六七八九十百千万个次新老进村上下中内外前后";

/// Verbs of one character, which an unknown name may hold but not as a word.
const VERBS: &str = "守好抓管巡保把被报包驻逐出进去来治护建清查游渡涉看过跨比至座届开闭";

/// Endings of places that the lexicon lacks: they make no unknown name, but one that is listed.
pub(in crate::mentions) const MORE_ENDINGS: [&str; 2] = ["海", "峡"];

/// A word of the segmenter.
pub(super) struct Token {
    pub(super) span: Span,
    /// Whether its dictionary has it as a place.
    pub(super) place: bool,
    /// Whether its dictionary has it as a proper name.
    pub(super) proper: bool,
    /// Whether it can be part of an unknown name.
    pub(super) part: bool,
    /// Whether it is a common noun, which makes a name only before 河, 江 or 湖.
    pub(super) noun: bool,
}

/// The words of a line where a place may stand, and the endings of places in it.
///
/// A stretch lies between marks at which the segmenter cuts in any case, and holds a word of
/// the gazetteer or an ending that is not masked.
pub(super) fn tokens(
    text: &Text,
    line: Span,
    scan: &Scan,
    masked: &Spans,
) -> (Vec<Token>, Vec<Span>) {
    const MARKS: [char; 14] = [
        '，', '。', '、', '；', '：', '！', '？', '“', '”', '（', '）', '《', '》', ' ',
    ];
    let s = &text.folded;
    let mut hits = scan
        .within(line)
        .filter(|hit| matches!(hit.word, Word::Division | Word::Short))
        .filter(|hit| !masked.overlap(hit.span))
        .map(|hit| hit.span.start())
        .peekable();
    // A name that ends within what is masked is none.
    let endings = scan.landmarks(Landmark::PlaceEnding, line).iter().copied();
    let endings: Vec<Span> = endings
        .filter(|span| !masked.overlap(Span::new(span.end() - 1, span.end())))
        .collect();
    let mut next = 0;
    let mut out = Vec::new();
    let mut at = line.start();
    let marks = text.marks(line).filter(|(_, c)| MARKS.contains(c));
    for (end, mark) in marks.chain([(line.end(), ' ')]) {
        let mut wanted = false;
        while hits.next_if(|&hit| hit < end).is_some() {
            wanted = true;
        }
        while endings.get(next).is_some_and(|e| e.start() < end) {
            wanted = true;
            next += 1;
        }
        if wanted {
            out.extend(cut(s, Span::new(at, end)));
        }
        at = end + mark.len_utf8();
    }
    (out, endings)
}

/// The words of a stretch, in order and without gaps.
fn cut(s: &str, stretch: Span) -> impl Iterator<Item = Token> {
    static BARRED: LazyLock<CharSet> =
        LazyLock::new(|| GRAMMAR.chars().chain(VERBS.chars()).collect());
    let barred = &*BARRED;
    let mut at = stretch.start();
    tagged(&s[stretch.range()])
        .into_iter()
        .map(move |(word, tag)| {
            let span = Span::new(at, at + word.len());
            at = span.end();
            let mut chars = word.chars();
            let single = chars.next().filter(|_| chars.next().is_none());
            let noun = tag == "n";
            let proper = tag.starts_with(['n', 'j', 'i'])
                && ["nr", "ns", "nz", "j", "i"]
                    .iter()
                    .any(|p| tag.starts_with(p));
            let part = match single {
                Some(c) if !proper => is_han(c) && !barred.contains(c),
                Some(_) => is_han_word(word) && !GRAMMAR.contains(word),
                None => {
                    (noun && span.len() == 6 || proper)
                        && is_han_word(word)
                        && !GRAMMAR.contains(word)
                }
            };
            Token {
                span,
                place: tag == "ns",
                proper,
                part,
                noun,
            }
        })
}

/// The words of a stretch with their parts of speech. A character that the dictionary lacks has
/// none: the segmenter would guess it by a model whose loading takes longer than the reading of
/// a hundred articles, and of a single character nobody asks it.
fn tagged(stretch: &str) -> Vec<(&str, &str)> {
    static LISTED: LazyLock<CharSet> = LazyLock::new(|| {
        let chars = ('\u{3400}'..='\u{9fff}').filter(|c| is_listed(*c));
        chars.collect()
    });
    let lacks = |c: char| c >= '\u{3400}' && !LISTED.contains(c) && !is_listed(c);
    let tag = |part| {
        jieba()
            .tag(part, false)
            .into_iter()
            .map(|t| (t.word, t.tag))
    };
    if !stretch.chars().any(lacks) {
        return tag(stretch).collect();
    }
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    for word in jieba().cut(stretch, false) {
        let end = at + word.word.len();
        let mut chars = word.word.chars();
        if chars.next().is_some_and(lacks) && chars.next().is_none() {
            out.extend(tag(&stretch[from..at]));
            out.push((word.word, ""));
            from = end;
        }
        at = end;
    }
    out.extend(tag(&stretch[from..]));
    out
}

/// Whether the segmenter's dictionary has a character.
fn is_listed(c: char) -> bool {
    jieba().has_word(c.encode_utf8(&mut [0; 4]))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_han_word(word: &str) -> bool {
    word.chars().all(is_han)
}
