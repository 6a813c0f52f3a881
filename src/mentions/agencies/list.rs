//! Coordinations: 市发改、工信、环保、益和热力等单位.

use super::begins::ALONE;
use super::{Head, Reader, generic, headless};
use crate::base::Span;
use crate::mentions::scan::Word;

/// What stands behind a count and a kind before 单位 or 部门: 三家牵头, 5个市直.
fn counted(rest: &str) -> &str {
    let number = rest.trim_start_matches(|c| "0123456789两三四五六七八九十多".contains(c));
    let rest = match number.strip_prefix(['个', '家']) {
        Some(behind) if number.len() < rest.len() => behind,
        _ => rest,
    };
    let kinds = [
        "牵头", "责任", "成员", "市直", "县直", "区直", "职能", "主管",
    ];
    kinds
        .iter()
        .find_map(|k| rest.strip_prefix(k))
        .filter(|r| r.starts_with("单位") || r.starts_with("部门"))
        .unwrap_or(rest)
}

impl Reader<'_> {
    /// The item of a list that begins at a separator behind an agency.
    pub(super) fn list_item(&self, at: usize, line: Span) -> Option<(Span, &'static str)> {
        let rest = &self.s[at..line.end()];
        let separator = ["、", "和", "与", "及", "以及"]
            .into_iter()
            .filter(|w| rest.starts_with(w))
            .max_by_key(|w| w.len())?;
        let at = at + separator.len();
        let agency = self.agency(at, line);
        // 行政审批局、自然资源和规划分局对…作了说明
        let branch = self.scan.starting(at).rev().find(|hit| {
            matches!(hit.word, Word::Body(_))
                && self.s[hit.span.range()].ends_with("分局")
                && generic::closed(&self.s[hit.span.end()..])
        });
        let listed = || {
            self.scan.starting(at).rev().find(|hit| {
                (matches!(hit.word, Word::ListOnly(_) | Word::Department(_))
                    || matches!(hit.word, Word::Body(_))
                        && (hit.span.len() >= 12 || self.is_one(hit.span)))
                    && generic::ends_list_name(&self.s[hit.span.end()..])
            })
        };
        let named = branch.or_else(listed);
        if let Some(hit) = named
            && agency.is_none_or(|(span, _)| span.end() < hit.span.end())
        {
            return Some((hit.span, "agency-list"));
        }
        if agency.is_some() {
            return agency;
        }
        self.unknown(at, line).map(|span| (span, "agency-list"))
    }

    /// A list of abbreviations without a head (市场监管、公安、交通等部门), or a distinct
    /// department's name alone (自然资源局).
    pub(super) fn alone(&self, at: usize, line: Span, begins: u8) -> Option<usize> {
        let bounded = begins & ALONE != 0;
        for hit in self.scan.starting(at).rev() {
            let end = hit.span.end();
            let titled = || {
                self.s[end..].starts_with('长')
                    || self
                        .scan
                        .starting(end)
                        .any(|h| matches!(h.word, Word::Title(_)))
            };
            match hit.word {
                // 县委常委、统战部部长; 自治区党委、政府
                Word::Body(_) | Word::Bare(_)
                    if bounded && hit.span.len() >= 6 && titled() && self.titled_body(hit.span) =>
                {
                    return Some(end);
                }
                Word::Body(_)
                    if self.s[hit.span.range()] == *"政府" && self.of_committee_before(at) =>
                {
                    return Some(end);
                }
                // 政府副县长: at the front of a clause.
                Word::Body(_)
                    if bounded
                        && self.s[hit.span.range()] == *"政府"
                        && [
                            "县长",
                            "副县长",
                            "市长",
                            "副市长",
                            "区长",
                            "副区长",
                            "旗长",
                            "副旗长",
                            "州长",
                            "副州长",
                            "镇长",
                            "副镇长",
                            "乡长",
                            "副乡长",
                        ]
                        .iter()
                        .any(|t| self.s[end..].starts_with(t)) =>
                {
                    return Some(end);
                }
                Word::Department(_) | Word::ListOnly(_)
                    if bounded && self.branch(end).is_some() =>
                {
                    return self.branch(end);
                }
                Word::Department(_)
                    if bounded
                        && hit.span.len() >= 9
                        && self.names_office(hit.span)
                        && generic::closed(&self.s[end..]) =>
                {
                    return Some(self.within(end, Head::None));
                }
                Word::ListOnly(_) | Word::Department(_)
                    if bounded && self.opens_list(end, line) =>
                {
                    return Some(end);
                }
                _ => {}
            }
        }
        bounded
            .then(|| {
                headless::alone(self.s, at, self.scan)
                    .or_else(|| headless::of_fields(self.s, at, self.scan))
            })
            .flatten()
    }

    /// Whether a committee of a place or level stands before 政府: 自治区党委、政府, but not 为党委、政府
    /// 出谋划策.
    fn of_committee_before(&self, at: usize) -> bool {
        self.s[..at]
            .strip_suffix("党委、")
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| "区省市县州盟旗镇乡道师团场".contains(c))
    }

    /// Whether a jurisdiction has one body of that name, not one in every town: 中医院, 总工会.
    fn is_one(&self, span: Span) -> bool {
        let name = &self.s[span.range()];
        let many = [
            "所",
            "站",
            "卫生院",
            "办事处",
            "工委",
            "校",
            "小学",
            "管委会",
            "党委",
        ];
        // 科协, 文联: of mass organisations, too.
        let mass = ["科协", "文联", "侨联", "残联", "妇联"].contains(&name);
        mass || name.chars().count() == 3 && !many.iter().any(|w| name.ends_with(w))
    }

    /// 统战部, 政法委 and the like name a body before a title; 党委 belongs to the title, and
    /// 政协, 人大 only go on a list (政协委员 are no particular ones).
    fn titled_body(&self, span: Span) -> bool {
        match &self.s[span.range()] {
            "党委" => false,
            // 医院党委书记…、纪委书记: the hospital's, named with its leaders.
            "纪委" => {
                let before = crate::text::before(self.s, span.start(), 40);
                let institution = ["医院", "公司", "集团", "大学", "学院", "学校"]
                    .iter()
                    .filter_map(|w| before.rfind(w))
                    .max();
                let committee = ["市委", "县委", "区委", "州委", "盟委", "旗委", "省委"]
                    .iter()
                    .filter_map(|w| before.rfind(w))
                    .max();
                institution <= committee
            }
            // 人大代表、政协委员 are no particular ones.
            "政协" | "人大" | "政府" => {
                self.s[..span.start()].ends_with('、')
                    && (!self.s[span.end()..].starts_with("委员")
                        || self.s[span.end()..].starts_with("委员会"))
            }
            _ => true,
        }
    }

    /// 生态环境 + 临平 + 分局: a place and 分局 behind a department.
    fn branch(&self, at: usize) -> Option<usize> {
        let place = self
            .scan
            .starting(at)
            .rev()
            .find(|h| matches!(h.word, Word::Division | Word::Short))?;
        self.s[place.span.end()..]
            .starts_with("分局")
            .then(|| place.span.end() + "分局".len())
    }

    /// Whether a name ends like an office and not like a field of work.
    fn names_office(&self, span: Span) -> bool {
        self.s[span.range()].ends_with(['局', '委', '厅', '办', '队', '社', '院', '会', '室', '部'])
    }

    /// Whether a list of at least two departments begins before `at` and ends in 等部门,
    /// 部门, 单位, 机关.
    fn opens_list(&self, mut at: usize, line: Span) -> bool {
        for items in 1..30 {
            let rest = &self.s[at..line.end()];
            let rest = rest.strip_prefix('等').unwrap_or(rest);
            let rest = counted(rest);
            let closes = [
                "部门",
                "单位",
                "有关部门",
                "相关部门",
                "职能部门",
                "有关单位",
                "多部门",
            ]
            .iter()
            .any(|w| rest.starts_with(w));
            if closes {
                return items >= 2;
            }
            let Some(separator) = ["、", "和", "与", "及", "以及"]
                .into_iter()
                .filter(|w| rest.starts_with(w))
                .max_by_key(|w| w.len())
            else {
                return false;
            };
            let next = at + separator.len();
            let hit = self
                .scan
                .starting(next)
                .rev()
                .find(|h| matches!(h.word, Word::ListOnly(_) | Word::Department(_)));
            match hit {
                Some(hit) => at = hit.span.end(),
                None => return false,
            }
        }
        false
    }

    /// An unknown name in a list that closes with 等单位 or 负责人: 益和热力, 华润燃气.
    fn unknown(&self, at: usize, line: Span) -> Option<Span> {
        let rest = &self.s[at..line.end()];
        let end = rest
            .find(['、', '，', '。', '；', '（'])
            .unwrap_or(rest.len());
        let item = &rest[..end];
        let item = item.find('等').map_or(item, |i| &item[..i]);
        let length = item.chars().count();
        if !(2..=12).contains(&length)
            || self
                .scan
                .starting(at)
                .any(|h| matches!(h.word, Word::Title(_) | Word::Division | Word::Short))
        {
            return None;
        }
        let tail = &rest[..rest.find(['。', '；']).unwrap_or(rest.len())];
        let after = &tail[item.len()..];
        let closes = after.match_indices('等').any(|(i, _)| {
            let rest = counted(&after[i + '等'.len_utf8()..]);
            ["单位", "部门", "企业", "有关", "相关"]
                .iter()
                .any(|w| rest.starts_with(w))
        });
        (closes && generic::plain(item)).then(|| Span::new(at, at + item.len()))
    }
}
