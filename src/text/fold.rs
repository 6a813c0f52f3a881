//! Folds a text for matching, one code point for one code point, and keeps the way back.

use std::sync::LazyLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use rustc_hash::FxHashSet;

use super::gate::Occurring;

/// Byte offsets of folded and plain text ↔ code points of the article's text, noted at every
/// so many of them: what lies between is counted when it is asked for.
#[derive(Clone, Debug)]
pub(super) struct OffsetMap {
    /// Code points that begin before every [`STEP`]th byte of the folded text.
    folded: Vec<u32>,
    /// Byte in the plain text of every [`FEW`]th code point.
    plain: Vec<u32>,
}

/// Bytes are counted many at once, characters one by one.
const STEP: usize = 64;
const FEW: usize = 8;

impl OffsetMap {
    /// The code point of a byte in the folded text, or one past the last.
    pub(super) fn code_point(&self, folded: &str, byte: usize) -> usize {
        let from = byte / STEP * STEP;
        let starts = folded.as_bytes()[from..byte].iter();
        let starts = starts.filter(|b| **b as i8 >= -0x40).count();
        let inside = usize::from(!folded.is_char_boundary(byte));
        self.folded[byte / STEP] as usize + starts - inside
    }

    /// The byte in the plain text of a code point, or one past its end.
    pub(super) fn plain_byte(&self, plain: &str, code_point: usize) -> usize {
        let from = self.plain[code_point / FEW] as usize;
        let rest = &plain[from..];
        let offset = rest.char_indices().nth(code_point % FEW);
        from + offset.map_or(rest.len(), |(i, _)| i)
    }
}

/// A text folded, the same merely simplified, and what else is learnt on the way.
pub(super) struct Folded {
    pub(super) folded: String,
    pub(super) plain: String,
    pub(super) map: OffsetMap,
    pub(super) occurring: Occurring,
}

/// Folds a text.
pub(super) fn fold(text: &str) -> Folded {
    let plain = simplify(text);
    let mut folded = String::with_capacity(plain.len());
    let mut map = OffsetMap {
        folded: Vec::with_capacity(plain.len() / STEP + 2),
        plain: Vec::with_capacity(plain.len() / 2 / FEW + 2),
    };
    let mut occurring = Occurring::new(plain.len());
    let (mut before, mut before_folded) = ('\n', '\n');
    let mut open_quote = false;
    let mut chars = plain.char_indices().peekable();
    let mut count = 0_usize;
    while let Some((byte, c)) = chars.next() {
        let after = chars.peek().map_or('\n', |&(_, next)| next);
        if c == '\n' {
            open_quote = false;
        }
        let mut to = fold_char(c, before, after);
        if c == '"' {
            to = if open_quote { '”' } else { '“' };
            open_quote = !open_quote;
        }
        occurring.note(folded.len(), before_folded, to, before_folded.len_utf8());
        before_folded = to;
        if count.is_multiple_of(FEW) {
            map.plain.push(byte as u32);
        }
        if map.folded.len() * STEP <= folded.len() {
            map.folded.push(count as u32);
        }
        folded.push(to);
        count += 1;
        before = c;
    }
    if count.is_multiple_of(FEW) {
        map.plain.push(plain.len() as u32);
    }
    if map.folded.len() * STEP <= folded.len() {
        map.folded.push(count as u32);
    }
    Folded {
        folded,
        plain,
        map,
        occurring,
    }
}

/// One code point folded, given its neighbours: a comma between digits stays ASCII.
fn fold_char(c: char, before: char, after: char) -> char {
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let in_number = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '\u{3000}' | '\u{a0}' | '\t' | '\u{2002}'..='\u{200b}' | '\u{feff}' => ' ',
        ',' if !in_number => '，',
        ':' if !in_number => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' | '〔' | '﹝' => '（',
        ')' | '〕' | '﹞' => '）',
        '［' => '[',
        '］' => ']',
        '％' => '%',
        '／' => '/',
        '．' => '.',
        '－' | '–' => '-',
        '～' => '~',
        '｜' => '|',
        '「' | '『' | '＂' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '・' | '•' | '‧' | '∙' | '･' => '·',
        _ => c,
    }
}

/// Frequent characters that only Traditional texts write.
const TRADITIONAL: &str =
    "會議國長書記應當務關開這個時來對發說現為與產業經濟區縣黨實際設計學習貫徹";

static T2S: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The text in Simplified characters, code point for code point. Only a text that is
/// Traditional as a whole is converted: 乾县 and the surname 於 are good Simplified.
fn simplify(text: &str) -> String {
    let (mut han, mut traditional) = (0usize, 0usize);
    for c in text.chars().take(4000) {
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            han += 1;
            traditional += usize::from(is_traditional(c));
        }
    }
    if traditional * 50 < han || traditional == 0 {
        return text.to_owned();
    }
    let Some(opencc) = T2S.as_ref() else {
        return text.to_owned();
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let converted = opencc.convert(line);
        if converted.chars().count() == line.chars().count() {
            out.push_str(&converted);
            continue;
        }
        for c in line.chars() {
            let one = opencc.convert(c.encode_utf8(&mut [0; 4]));
            let mut chars = one.chars();
            out.push(chars.next().filter(|_| chars.next().is_none()).unwrap_or(c));
        }
    }
    out
}

fn is_traditional(c: char) -> bool {
    static SET: LazyLock<FxHashSet<char>> = LazyLock::new(|| TRADITIONAL.chars().collect());
    SET.contains(&c)
}
