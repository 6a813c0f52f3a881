//! The organisation whose own news an article is, and the words by which it calls itself:
//! 集团工会, 校团委, 厅党组 in news of a company, a university, a department.

use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::mentions::scan::{Scan, Word};
use crate::text::{ParagraphKind, Text};

/// A kind of organisation: what its name ends in, what it calls itself, and what its heads are
/// called.
#[derive(Debug)]
pub struct Calls {
    ends: &'static [&'static str],
    /// The words that stand for it, longest first.
    pub words: &'static [&'static str],
    heads: &'static [&'static str],
}

/// All kinds.
const KINDS: [Calls; 16] = [
    Calls {
        ends: &["公司", "集团"],
        words: &["集团公司", "总公司", "集团", "公司"],
        heads: &[
            "董事长",
            "总经理",
            "总裁",
            "监事",
            "财务总监",
            "安全总监",
            "经理",
        ],
    },
    Calls {
        ends: &["大学", "学院", "学校", "中学", "小学", "党校"],
        words: &["学校", "学院", "校"],
        heads: &["校长", "院长", "校长助理"],
    },
    Calls {
        ends: &["医院", "卫生院"],
        words: &["医院", "院"],
        heads: &["院长", "院长助理"],
    },
    Calls {
        ends: &[
            "法院",
            "检察院",
            "市中院",
            "区中院",
            "州中院",
            "省高院",
            "市高院",
        ],
        words: &["院"],
        heads: &["院长", "检察长"],
    },
    Calls {
        ends: &["研究院", "研究所", "科学院"],
        words: &["院", "所"],
        heads: &["院长", "所长"],
    },
    Calls {
        ends: &["银行", "分行", "支行"],
        words: &["行"],
        heads: &["行长", "董事长", "监事长"],
    },
    Calls {
        ends: &["厅"],
        words: &["厅"],
        heads: &["厅长"],
    },
    Calls {
        ends: &["局"],
        words: &["局"],
        heads: &["局长"],
    },
    Calls {
        ends: &["部"],
        words: &["部"],
        heads: &["部长"],
    },
    Calls {
        ends: &[
            "发改委",
            "改革委",
            "卫健委",
            "健康委",
            "国资委",
            "住建委",
            "教委",
            "建委",
            "科委",
            "农委",
            "农业农村委",
            "商务委",
            "经信委",
            "民委",
            "监督管理委员会",
            "改革委员会",
            "健康委员会",
        ],
        words: &["委"],
        heads: &["主任"],
    },
    Calls {
        ends: &["海关"],
        words: &["关"],
        heads: &["关长"],
    },
    Calls {
        ends: &["报社", "供销社", "供销合作社", "出版社"],
        words: &["社"],
        heads: &["社长", "总编辑", "主任"],
    },
    Calls {
        ends: &["矿", "厂"],
        words: &["矿", "厂"],
        heads: &["矿长", "厂长"],
    },
    Calls {
        ends: &["农场", "林场", "机场"],
        words: &["场"],
        heads: &["场长"],
    },
    Calls {
        ends: &[
            "0团", "1团", "2团", "3团", "4团", "5团", "6团", "7团", "8团", "9团", "一团", "二团",
            "三团", "四团", "五团", "六团", "七团", "八团", "九团", "十团", "〇团", "零团",
        ],
        words: &["团"],
        heads: &["团长", "政委", "副政委"],
    },
    Calls {
        ends: &["中心"],
        words: &["中心"],
        heads: &["主任"],
    },
];

/// Its bodies that stand behind the word: 集团工会, 校团委, 局机关党委.
const BODIES: [&str; 20] = [
    "党委办公室",
    "党委组织部",
    "党委宣传部",
    "党委统战部",
    "机关党委",
    "机关纪委",
    "纪检监察组",
    "纪检监察室",
    "党政办公室",
    "安委会办公室",
    "安委办",
    "安委会",
    "办公室",
    "党委",
    "党组",
    "纪委",
    "工会",
    "团委",
    "妇联",
    "党办",
];

impl Calls {
    /// The kind of an organisation, by its name.
    pub fn of(name: &str) -> Option<&'static Self> {
        KINDS
            .iter()
            .find(|kind| kind.ends.iter().any(|end| name.ends_with(end)))
    }

    /// Whether such an organisation has Party departments of its own, as no government's has.
    fn has_party_bodies(&self) -> bool {
        ["公司", "大学", "医院", "研究院", "银行", "矿", "农场"]
            .iter()
            .any(|end| self.ends.contains(end))
    }

    /// Whether a title alone, or one of its Party committee, is of such an organisation: 副校长,
    /// 党委书记.
    pub fn has_head(&self, title: &str) -> bool {
        let bare = title.strip_prefix("常务").unwrap_or(title);
        let bare = bare.strip_prefix('副').unwrap_or(bare);
        let general = ["党委", "党组", "纪委", "总"];
        self.heads.contains(&bare) || general.iter().any(|w| bare.starts_with(w))
    }
}

/// Finds the organisation whose own news an article is: its title opens with it, or its first
/// paragraph says what it holds.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{agencies::{self, home}, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new("北方重机集团召开职工代表大会\n1月16日，大会由集团工会主席丛林主持。"));
/// let found = agencies::recognise(&text, &Scan::new(&text.folded), &[]);
/// assert_eq!(home::find(&text, &found).map(|m| m.value.as_str()), Some("北方重机集团"));
/// ```
pub fn find<'m>(text: &Text, agencies: &'m [Mention]) -> Option<&'m Mention> {
    const HOLDS: [&str; 6] = ["召开", "举行", "举办", "开展", "组织", "大会"];
    let first_body = text
        .paragraphs
        .iter()
        .find(|p| p.kind == ParagraphKind::Body)?;
    // 某院一行来我院座谈: the writer's own is another.
    let guest = |at: Span| {
        let rest = crate::text::after(&text.folded, at.end(), 40);
        let title = rest.split('\n').next().unwrap_or(rest);
        ["我院", "我校", "我局", "我公司", "我厅"]
            .iter()
            .any(|w| title.contains(w))
    };
    agencies.iter().find(|m| {
        if Calls::of(&m.value).is_none() || m.rule == RULE {
            return false;
        }
        let Some(paragraph) = text.paragraph_of(m.span) else {
            return false;
        };
        match paragraph.kind {
            ParagraphKind::Title => m.span.start() == paragraph.span.start() && !guest(m.span),
            ParagraphKind::Body if paragraph.span == first_body.span => {
                let opens = text.folded[paragraph.span.start()..m.span.start()]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c));
                let rest = crate::text::after(&text.folded, m.span.end(), 14);
                let rest = rest.split(['，', '。', '、']).next().unwrap_or(rest);
                opens && HOLDS.iter().any(|w| rest.contains(w))
            }
            _ => false,
        }
    })
}

/// The rule of what [`add`] finds.
pub const RULE: &str = "agency-own";

/// Adds the organisation where it calls itself by its kind before a post (集团 + 董事长), and its
/// bodies (集团工会). Their value is the organisation's surface.
pub(super) fn add(text: &Text, scan: &Scan, masked: &Spans, found: &mut Vec<Mention>) {
    let Some(home) = find(text, found) else {
        return;
    };
    let Some(calls) = Calls::of(&home.value) else {
        return;
    };
    let home = home.clone();
    let s = &text.folded;
    if calls.has_party_bodies() {
        take_over(text, &home, found);
    }
    let mut more: Vec<Mention> = Vec::new();
    for word in calls.words {
        for (at, _) in s.match_indices(word) {
            let free = s[..at].chars().next_back().is_none_or(|c| {
                !('\u{4e00}'..='\u{9fff}').contains(&c) || "由经与和及向对".contains(c)
            });
            if !free {
                continue;
            }
            let end = at + word.len();
            let rest = &s[end..];
            let post = scan
                .starting(end)
                .any(|h| matches!(h.word, Word::Title(_)) && h.span.len() > 6);
            let body = BODIES.iter().find(|b| rest.starts_with(**b));
            let party_post = body.is_some_and(|b| {
                matches!(*b, "党委" | "党组" | "纪委")
                    && ["书记", "副书记", "委员", "常委", "成员", "专职副书记"]
                        .iter()
                        .any(|t| rest[b.len()..].starts_with(t))
            });
            let end = match body {
                Some(body) if !party_post => end + body.len(),
                _ if (post || party_post) && word.chars().count() > 1 => end,
                _ => continue,
            };
            let span = Span::new(at, end);
            let read = text.paragraph_of(span).is_some_and(|p| p.kind.is_read());
            let taken = found.iter().chain(&more).any(|m| m.span.overlaps(span));
            if read && !taken && !masked.overlap(span) {
                more.push(Mention {
                    span,
                    kind: Kind::Agency,
                    value: home.value.clone(),
                    rule: RULE,
                });
            }
        }
    }
    found.extend(more);
}

/// 纪委书记, 宣传部部长 of a university or a company: its own bodies, where no committee of a
/// jurisdiction is named before them.
fn take_over(text: &Text, home: &Mention, found: &mut Vec<Mention>) {
    const LOCAL: [&str; 9] = [
        "省委",
        "市委",
        "县委",
        "区委",
        "州委",
        "盟委",
        "旗委",
        "地委",
        "党工委",
    ];
    found.retain_mut(|m| {
        if m.rule != "agency-alone" || !OWN.contains(&m.value.as_str()) {
            return true;
        }
        let from = text.sentence_of(m.span).map_or(0, |s| s.start());
        let before = &text.folded[from.min(m.span.start())..m.span.start()];
        if LOCAL.iter().any(|w| before.contains(w)) {
            return true;
        }
        // 纪委书记 is a post in it.
        let rest = &text.folded[m.span.end()..];
        if m.value == "纪委" && ["书记", "副书记"].iter().any(|t| rest.starts_with(t)) {
            return false;
        }
        home.value.clone_into(&mut m.value);
        m.rule = RULE;
        true
    });
}

/// Bodies that a committee of a jurisdiction has, and a company or university too.
const OWN: [&str; 8] = [
    "纪委",
    "组织部",
    "宣传部",
    "统战部",
    "办公室",
    "工会",
    "团委",
    "妇联",
];

/// What stands behind the word in what [`add`] found: 工会 of 集团工会.
pub fn body<'s>(surface: &'s str, home: &str) -> &'s str {
    let words = Calls::of(home).map_or(&[][..], |calls| calls.words);
    words
        .iter()
        .find_map(|word| surface.strip_prefix(word))
        .unwrap_or(if OWN.contains(&surface) { surface } else { "" })
}
