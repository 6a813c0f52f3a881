//! Stations in news of a township, which name them without a place: 派出所, 卫生院, 供电所.

use super::{Mention, Reader, generic, mention};
use crate::base::{Span, Spans};
use crate::text::{Gate, Text};

/// What every township has one of.
const STATIONS: [&str; 20] = [
    "派出所",
    "司法所",
    "财政所",
    "市场监管所",
    "市监所",
    "自然资源所",
    "国土所",
    "供电所",
    "税务所",
    "卫生院",
    "中心学校",
    "中心校",
    "中心小学",
    "林业站",
    "水利站",
    "农技站",
    "应急办",
    "党政办",
    "经发办",
    "综合执法队",
];

/// What only news of a township has.
pub(in crate::mentions) const TOWNSHIP: [&str; 6] =
    ["镇党委", "乡党委", "镇长", "乡长", "街道党工委", "街道办"];

impl Reader<'_> {
    /// Adds the stations that stand by themselves or in a list; they are kept where the article
    /// turns out to be a township's.
    pub(super) fn stations(&self, text: &Text, masked: &Spans, out: &mut Vec<Mention>) {
        static ENDS: std::sync::LazyLock<Gate> =
            std::sync::LazyLock::new(|| Gate::new(STATIONS.map(str::to_owned).to_vec()));
        for paragraph in text.read() {
            if !text.may_hold(paragraph.span, &ENDS) {
                continue;
            }
            let line = text.str(paragraph.span);
            for name in STATIONS {
                for (i, _) in line.match_indices(name) {
                    let span = Span::new(i, i + name.len()).shift(paragraph.span.start());
                    let before = self.s[..span.start()].chars().next_back();
                    let bounded = before.is_none_or(|c| {
                        !('\u{4e00}'..='\u{9fff}').contains(&c) || "由和与及向".contains(c)
                    });
                    let taken = out.iter().any(|m| m.span.overlaps(span));
                    if bounded
                        && !taken
                        && !masked.overlap(span)
                        && generic::closed(&self.s[span.end()..])
                    {
                        out.push(mention(text, span, "agency-station"));
                    }
                }
            }
        }
    }
}
