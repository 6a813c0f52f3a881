//! Bytes → text: byte-order mark, validity as UTF-8, declaration, then a detector that may
//! answer only what Chinese text is written in.

use std::borrow::Cow;
use std::str;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use super::Reason;

/// So much of the start is searched for a declaration.
const DECLARATION: usize = 4096;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)(?:charset|<\?xml[^>]{0,60}encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)"#)
        .expect("a correct pattern")
});

/// The encoding that an HTML page declares in a meta element or an XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARATION)];
    let label = LABEL.captures(start)?.get(1)?;
    Encoding::for_label(label.as_bytes())
}

/// Decodes a whole input. What is asked for comes first, then the byte-order mark; then what
/// is valid UTF-8 is UTF-8, whatever it declares: hardly any other Chinese text is.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
    asked: Option<&'static Encoding>,
) -> Result<Cow<'a, str>, Reason> {
    if let Some(encoding) = asked {
        return decode_asked(bytes, encoding);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_whole(&bytes[mark..], encoding, mark);
    }
    if bytes.contains(&0)
        && let Some(text) = decode_utf16(bytes)
    {
        return Ok(text.into());
    }
    if is_binary(bytes) {
        return Err(Reason::Binary);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    let broken = str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len) as u64;
    if is_mostly_utf8(bytes) {
        return Err(Reason::Encoding {
            encoding: UTF_8.name(),
            offset: broken,
        });
    }
    let detected = detect(bytes);
    let declared = declared.filter(|&e| e != UTF_8 && e.is_ascii_compatible());
    for encoding in [declared, detected].into_iter().flatten() {
        if let Ok(text) = decode_whole(bytes, encoding, 0) {
            return Ok(text);
        }
    }
    match declared.or(detected) {
        Some(encoding) => decode_whole(bytes, encoding, 0),
        None => Err(Reason::Encoding {
            encoding: UTF_8.name(),
            offset: broken,
        }),
    }
}

/// Decodes with the encoding that the user asked for: a few wrong bytes become U+FFFD, as he
/// knows better; if one character in ten is wrong he does not.
fn decode_asked<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, Reason> {
    let mark = match Encoding::for_bom(bytes) {
        Some((marked, mark)) if marked == encoding => mark,
        _ => 0,
    };
    let (text, errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if errors {
        let wrong = text.chars().filter(|&c| c == '\u{fffd}').count();
        if wrong * 10 > text.chars().count() {
            return decode_whole(&bytes[mark..], encoding, mark);
        }
    }
    Ok(text)
}

/// Decodes, or names the first wrong byte, counted from the file's beginning.
fn decode_whole<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    mark: usize,
) -> Result<Cow<'a, str>, Reason> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(capacity.unwrap_or(0));
    let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    Err(Reason::Encoding {
        encoding: encoding.name(),
        offset: (mark + read.saturating_sub(1)) as u64,
    })
}

/// UTF-16 without a mark: line ends, digits and 一 have a zero byte, which other encodings of
/// text never have; and what is decoded is text.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    if bytes.len() % 2 == 1 {
        return None;
    }
    let decode = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let common = text.chars().filter(|&c| is_common(c)).count();
        let frequent = text.chars().filter(|&c| FREQUENT.contains(c)).count();
        (common * 10 >= text.chars().count() * 9).then(|| (frequent, text.into_owned()))
    };
    let (little, big) = (decode(UTF_16LE), decode(UTF_16BE));
    let best = [little, big]
        .into_iter()
        .flatten()
        .max_by_key(|(frequent, _)| *frequent);
    best.map(|(_, text)| text)
}

/// What Chinese text consists of.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{22ff}'
        | '\u{2460}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether there are bytes that no text has in an encoding that keeps ASCII.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let within = |b: u8, from: u8, to: u8| b.wrapping_sub(from) <= to - from;
    let control =
        |b: u8| within(b, 1, 8) | within(b, 0x0e, 0x1a) | within(b, 0x1c, 0x1f) | (b == 0x7f);
    // Counts of so few fit a byte, so that many bytes are looked at at once.
    let count = |chunk: &[u8]| chunk.iter().map(|&b| u8::from(control(b))).sum::<u8>();
    sample.starts_with(b"%PDF-")
        || sample.contains(&0)
        || sample
            .chunks(255)
            .map(|c| usize::from(count(c)))
            .sum::<usize>()
            * 100
            > sample.len()
}

/// Whether UTF-8 is what it was before something broke it: characters of several bytes are
/// right far more often than wrong. In GB18030 they hardly ever are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong * 4
}

/// Frequent characters, Simplified and Traditional: what is decoded wrongly has hardly any.
const FREQUENT: &str = "的一是在了和有中大国國人会會市省县縣区區年月日上下工作要不为為全主部政府发發展开開\
    议議记記对對行地方重进進实實领領导導书書长長各级級出席讲講话話学學习習强強调調";

/// GB18030 or Big5, if the detector takes the bytes for either. It leans to what the domain
/// that it is told is written in; which of the two it is, frequent characters tell.
fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let chinese = [GBK, GB18030, BIG5];
    let guess = |domain: &[u8]| detector.guess(Some(domain), Utf8Detection::Deny);
    if !chinese.contains(&guess(b"cn")) && !chinese.contains(&guess(b"tw")) {
        return None;
    }
    let frequent = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.chars().filter(|&c| FREQUENT.contains(c)).count())
    };
    match (frequent(GB18030), frequent(BIG5)) {
        (gb, Some(big5)) if gb.is_none_or(|gb| big5 > gb) => Some(BIG5),
        _ => Some(GB18030),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "安阳市召开冬季清洁取暖推进会\n5月29日晚上，会议召开，各县（市、区）参加。";

    #[test]
    fn every_encoding_of_chinese_text_is_recognised() {
        let traditional = "臨海市召開海洋漁業工作會議\n5月3日，會議召開，各鄉鎮負責人參加會議。";
        for (text, encoding) in [
            (NEWS, GB18030),
            (NEWS, GBK),
            (traditional, BIG5),
            (NEWS, UTF_8),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(
                decode(&bytes, None, None).as_deref(),
                Ok(text),
                "{}",
                encoding.name()
            );
        }
        let le: Vec<u8> = NEWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = NEWS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes) in [([0xff, 0xfe], &le), ([0xfe, 0xff], &be)] {
            assert_eq!(decode(bytes, None, None).as_deref(), Ok(NEWS));
            let marked = [&mark[..], bytes].concat();
            assert_eq!(decode(&marked, None, None).as_deref(), Ok(NEWS));
        }
    }

    #[test]
    fn what_is_asked_for_or_declared_is_taken_and_a_wrong_declaration_is_not() {
        let (gbk, _, _) = GBK.encode(NEWS);
        let meta = b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">";
        assert_eq!(declared(meta), Some(GBK));
        assert_eq!(
            declared(b"<?xml version=\"1.0\" encoding='Big5'?>"),
            Some(BIG5)
        );
        assert_eq!(decode(&gbk, Some(UTF_8), None).as_deref(), Ok(NEWS));
        assert_eq!(
            decode(NEWS.as_bytes(), Some(GBK), None).as_deref(),
            Ok(NEWS)
        );
        assert_eq!(decode(&gbk, None, Some(GBK)).as_deref(), Ok(NEWS));
        let error = decode(&gbk, None, Some(UTF_8)).expect_err("GBK is not UTF-8");
        assert!(
            matches!(
                error,
                Reason::Encoding {
                    encoding: "UTF-8",
                    offset: 0
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn broken_utf8_is_named_with_its_byte_and_can_be_forced() {
        let mut bytes = NEWS.as_bytes().to_vec();
        bytes[30] = 0xff;
        let error = decode(&bytes, None, None).expect_err("byte 30 is wrong");
        assert_eq!(
            error,
            Reason::Encoding {
                encoding: "UTF-8",
                offset: 30
            }
        );
        let forced = decode(&bytes, None, Some(UTF_8)).expect("a few wrong bytes are replaced");
        assert!(forced.contains('\u{fffd}'));
    }

    #[test]
    fn binary_data_is_no_text() {
        let noise: Vec<u8> = (0..4000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(decode(&noise, None, None), Err(Reason::Binary));
        assert_eq!(decode(b"%PDF-1.7 ...", None, None), Err(Reason::Binary));
    }
}
