//! Names right after titles: 常务副市长陈志伟, 副县长（援疆）吴建华, 法国总统马克龙.

use super::{Finder, Person, Unit, title_body};
use crate::base::Span;
use crate::lexicon::TitleBody;
use crate::mentions::names::{self, Context};
use crate::mentions::scan::Word;
use crate::text::{Text, jieba};

/// Heads of foreign states and bodies, behind whose titles a transliterated name may stand.
const FOREIGN_TITLES: [&str; 16] = [
    "总统",
    "首相",
    "国王",
    "女王",
    "总理",
    "外长",
    "外交部长",
    "国务卿",
    "议长",
    "大使",
    "主席",
    "部长",
    "总书记",
    "秘书长",
    "国防部长",
    "总干事",
];

/// What makes a post behind which it stands one that somebody is to have.
const PROPOSED: [&str; 5] = ["提名人选", "建议人选", "候选人", "拟任人选", "人选"];

impl Finder<'_> {
    /// Names right after titles, and the lists of names that go on from there.
    pub(super) fn titled(&self, text: &Text, line: Span, out: &mut Vec<Person>) {
        let mut ends: Vec<usize> = self
            .scan
            .within(line)
            .filter(|h| matches!(h.word, Word::Title(_)))
            .map(|h| h.span.end())
            .collect();
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            if self.is_masked(Span::new(end.saturating_sub(3), end)) || self.within_longer(end) {
                continue;
            }
            let after_bracket = self.s[end..line.end()].strip_prefix('（').and_then(|rest| {
                let close = rest.find('）').filter(|&i| i <= 30)?;
                Some(end + '（'.len_utf8() + close + '）'.len_utf8())
            });
            // 副主任人选某某 holds that post no more than 局长候选人某某.
            let proposed = PROPOSED
                .iter()
                .find(|w| self.s[end..line.end()].starts_with(**w));
            let at = after_bracket
                .or(proposed.map(|w| end + w.len()))
                .unwrap_or(end);
            let foreign = self.of_foreign_state(end, line);
            let parsed = names::spaced(self.s, at)
                .filter(|n| !self.opens_title(n.end))
                .or_else(|| names::parse(self.s, at, Context::Title))
                .filter(|n| !foreign || n.follow >= 2)
                .or_else(|| {
                    let end = foreign.then(|| names::foreign(self.s, at)).flatten()?;
                    Some(names::Parsed {
                        end,
                        follow: names::follow(self.s, end),
                    })
                })
                .or_else(|| self.unclosed(at, end, line));
            let Some(parsed) = parsed else {
                continue;
            };
            if self.common_behind(end, at, parsed.end, line)
                || self.title_goes_on(end, parsed.end)
                || self.of_two_titles(at, parsed.end)
            {
                continue;
            }
            let mut posts = if foreign {
                Vec::new()
            } else {
                self.chain(end, line)
            };
            if foreign {
                let name = Span::new(at, parsed.end);
                let surface = &self.s[name.range()];
                let word = names::is_common(surface)
                    && !(name.len() > 6 && surface.chars().all(names::is_transliterating));
                if !self.is_masked(name) && !word {
                    out.push(self.person(text, name, Vec::new(), "person-foreign"));
                }
                continue;
            }
            let Some(first) = posts.first() else { continue };
            if !self.credible(first, posts.len(), parsed) || self.plural(first.span.start()) {
                continue;
            }
            // 某某主席贺信, 某某局长成功申报: the name stands before the title.
            // 某某主席向某某表示: so does 向, which is a surname too.
            let joins = self.s[at..].starts_with(['同', '和', '与', '向', '由', '对']);
            if (joins || names::is_word(&self.s[at..parsed.end]))
                && self.name_before(first.span.start(), line).is_some()
            {
                continue;
            }
            let name = Span::new(at, parsed.end);
            if self.is_masked(name) || self.agencies.exceed(name) {
                continue;
            }
            if proposed.is_some() {
                posts.pop();
            }
            out.push(self.person(text, name, posts.clone(), "person-titled"));
            self.list(text, parsed.end, line, &posts, out);
        }
    }

    /// Whether a longer title goes on past `end`: 董事 of 董事长, 委员 of 委员会主席.
    fn within_longer(&self, end: usize) -> bool {
        let longer = |span: Span| span.start() < end && span.end() > end;
        let from = self.s[..end]
            .char_indices()
            .rev()
            .nth(1)
            .map_or(0, |(i, _)| i);
        let title = [from, from.saturating_sub(3)].into_iter().any(|at| {
            self.s.is_char_boundary(at)
                && self
                    .scan
                    .starting(at)
                    .any(|h| matches!(h.word, Word::Title(_)) && longer(h.span))
        });
        title || self.s[..end].ends_with("委员") && self.s[end..].starts_with('会')
    }

    /// Whether a title opens with the last character before `end`: 总 of 暨 总书记.
    pub(super) fn opens_title(&self, end: usize) -> bool {
        let last = self.s[..end].char_indices().next_back();
        last.is_some_and(|(at, _)| {
            self.scan
                .starting(at)
                .any(|h| matches!(h.word, Word::Title(_)) && h.span.end() > end)
        })
    }

    /// 国家主席和某某总书记: what joins two titles with a name behind each.
    fn of_two_titles(&self, at: usize, name_end: usize) -> bool {
        self.s[at..].starts_with(['和', '与', '同', '及'])
            && self
                .scan
                .starting(name_end)
                .any(|h| matches!(h.word, Word::Title(_)))
    }

    /// Whether the title that ends here is of a foreign state or body: 法国总统, 俄罗斯外长.
    fn of_foreign_state(&self, end: usize, line: Span) -> bool {
        let before = &self.s[line.start()..end];
        let Some(title) = FOREIGN_TITLES
            .iter()
            .filter(|t| before.ends_with(**t))
            .max_by_key(|t| t.len())
        else {
            return false;
        };
        let before = &before[..before.len() - title.len()];
        let country = (2..=8).any(|n| {
            before
                .char_indices()
                .rev()
                .nth(n - 1)
                .is_some_and(|(i, _)| {
                    names::is_country(&before[i..]) && !["中国", "全国"].contains(&&before[i..])
                })
        });
        country || ["总统", "首相", "国王", "国务卿"].contains(title)
    }

    /// A name behind a title with an agency that no table foresees: one without a listed surname,
    /// or before a word that is not listed.
    fn unclosed(&self, at: usize, title_end: usize, line: Span) -> Option<names::Parsed> {
        let posts = self.chain(title_end, line);
        let known = posts
            .iter()
            .any(|u| u.agency.is_some() || u.place.is_some());
        if !known && !posts.last().is_some_and(|u| self.implies_body(u.title)) {
            return None;
        }
        let two = 2 * '中'.len_utf8();
        let found = names::unlisted(self.s, at)
            .filter(|n| known || n.end - at > two)
            .or_else(|| known.then(|| self.joined(at)).flatten())
            .or_else(|| {
                let end = known.then(|| names::unclosed(self.s, at)).flatten()?;
                Some(names::Parsed { end, follow: 1 })
            });
        let found =
            found.or_else(|| names::placed(self.s, at).filter(|n| known || n.end - at > two));
        found.filter(|n| n.end <= line.end())
    }

    /// A name that is a word, joined to the next post: 区长史册和市总工会主席温暖.
    fn joined(&self, at: usize) -> Option<names::Parsed> {
        let name = crate::text::after(self.s, at, 2);
        let end = at + name.len();
        let next = self.s[end..].strip_prefix(['和', '与'])?;
        let body = self.s.len() - next.len();
        let sound = names::surname(name).is_some()
            && !names::is_phrase(name)
            && self.agencies.starting(body).any(|a| a.len() >= 6);
        sound.then_some(names::Parsed { end, follow: 2 })
    }

    /// Whether a common word stands behind 总书记, 主席, 代表, 委员.
    fn common_behind(&self, title_end: usize, at: usize, end: usize, line: Span) -> bool {
        if self
            .unit(title_end, line)
            .is_some_and(|u| u.agency.is_some())
        {
            return false;
        }
        let loose = ["总书记", "主席", "代表", "委员", "成员", "党员"]
            .iter()
            .any(|t| self.s[..title_end].ends_with(t));
        loose && end - at == 6 && names::is_common(&self.s[at..end])
    }

    /// Whether a longer title or word spans the end of the one before the name: 主任 + 委员, 主席 + 台.
    fn title_goes_on(&self, title_end: usize, name_end: usize) -> bool {
        let title = self
            .scan
            .starting(title_end)
            .any(|h| matches!(h.word, Word::Title(_)) && h.span.end() >= name_end);
        // 修水县长江经济带, 黄河长治久安: no 县长, no 河长.
        let rest = &self.s[title_end..];
        if rest.starts_with(['江', '治', '期', '远', '效', '征'])
            && self.s[..title_end].ends_with('长')
            && !self.ends_word(title_end, name_end)
            && !(rest.starts_with('江') && names::closes_title(self.s, title_end - '长'.len_utf8()))
        {
            return true;
        }
        let words = [
            "台",
            "团",
            "处",
            "级",
            "们",
            "办公",
            "助理",
            "会议",
            "候选",
            "接待",
            "单位",
            "热线",
            "信箱",
            "通道",
            "席就",
            "负责制",
            "责任制",
        ];
        // 成员国, 轮值主席国.
        let state = rest.starts_with('国')
            && ["成员", "会员", "主席"]
                .iter()
                .any(|t| self.s[..title_end].ends_with(t));
        let system = rest.starts_with('制') && self.s[..title_end].ends_with('长');
        title || state || system || words.iter().any(|w| rest.starts_with(w))
    }

    /// Whether a word of the segmenter ends where a title does.
    pub(super) fn ends_word(&self, title_end: usize, to: usize) -> bool {
        let from = self.s[..title_end]
            .char_indices()
            .rev()
            .nth(1)
            .map_or(0, |(i, _)| i);
        let mut edge = from;
        jieba().cut(&self.s[from..to], false).iter().any(|t| {
            edge += t.word.len();
            edge == title_end
        })
    }

    /// Whether a post before a name is one of a particular body, or the name is well closed.
    fn credible(&self, first: &Unit, units: usize, parsed: names::Parsed) -> bool {
        let before = self.s[..first.span.start()].chars().next_back();
        let bounded = before.is_none_or(|c| {
            !('\u{4e00}'..='\u{9fff}').contains(&c) || "由和与及受以向对请原时".contains(c)
        });
        let implied = title_body(&self.s[first.title.range()]) != TitleBody::None;
        first.agency.is_some()
            || first.place.is_some()
            || implied
            || units > 1
            || bounded
            || parsed.follow >= 2
    }

    /// Whether a plural word stands before a title: 各县委书记, 有关部门主任.
    fn plural(&self, at: usize) -> bool {
        ["各", "全体", "有关", "相关", "每个", "部分", "多名"]
            .iter()
            .any(|w| self.s[..at].ends_with(w))
    }
}
