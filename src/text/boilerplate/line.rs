//! What one line looks like, judged by itself.
//!
//! Three word lists decide: what credits are labelled with, what a page's furniture says, and
//! what heads a list of other articles. They hold the usage of newspapers, county media
//! centres, government sites and official accounts.

use std::sync::LazyLock;

use crate::text::Regex;

/// What a line shows without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Holds a full stop, or is long, or opens what follows with a colon or semicolon.
    Sentences,
    /// Opens like an item of an enumeration, without a full stop.
    Item,
    /// Date, source, author.
    Credit,
    /// Editor or proof-reader: a credit that closes an article.
    Closing,
    /// Share bar, copyright, navigation.
    Furniture,
    /// Heads a list of other articles.
    Marker,
    /// Anything else: a headline, a name, a phrase.
    Bare,
}

/// A line and what can be said of it alone.
#[derive(Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    /// Code points.
    pub(super) chars: usize,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    pub(super) shape: Shape,
}

macro_rules! pattern {
    ($name:ident, $($part:expr),+ $(,)?) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!($($part),+)).expect("the pattern is checked by this module's tests")
        });
    };
}

pattern!(
    MARKER,
    r"^[^\p{Han}\p{L}\p{N}《“（]*(?:",
    "(?:相关|延伸|扩展|拓展|推荐|新闻|热点|热门|精彩|最新|往期|编辑|今日|图片)",
    "(?:阅读|新闻|链接|文章|报道|稿件|内容|推荐|资讯|信息|热点|排行|排行榜|点击|回顾|精选|精彩)",
    "|更多(?:新闻|阅读|精彩|内容|资讯|文章)?|猜你喜欢|大家都在看|为您推荐|(?:点击|阅读|新闻)排行榜?",
    "|24小时热[点文闻]|友情链接|网友评论|最新评论|本[期版]其他(?:新闻|文章|稿件)?",
    r")[^\p{Han}\p{L}\p{N}]*(?:$|[：】\]>»|]+.*$)",
    r"|^[^\p{Han}\p{L}\p{N}《“]*[上下前后]一[篇条页版期](?:[^\p{Han}]|文章|新闻|[上下]一|$)",
);

pattern!(
    FURNITURE,
    "扫一扫|扫码(?:关注|阅读|下载|查看|分享)|(?:长按|识别|扫描|扫).{0,6}二维码|分享[到至：]|分享让更多人|我要纠错|【纠错】|打印(?:本页|此页|文章)|[【\\[ ]打印|^打印",
    "|关闭(?:窗口|本页|】)|返回(?:顶部|首页|列表)|回到顶部|加入收藏|设为首页|收藏本[页站文]|网站地图|联系我们",
    "|关于我们|阅读原文|点击(?:上方|下方|右上|蓝字|关注|查看)|“在看”|点(?:个)?在看|点赞[（(]|评论[（(]|我要(?:评论|问)|发表评论",
    "|(?:浏览|阅读|点击)(?:次数|数|率|量)(?:[：（(]|\\d| |$)|当前位置|所在(?:的)?位置|您的位置|首页 ?[>|»·]",
    "|字[体号]：|(?:版面|标题)导航|上一版|下一版|投稿邮箱|(?:新闻热线|举报电话|举报邮箱|技术支持)：",
    "|主办(?:单位)?：|承办(?:单位)?：|网站标识码|微信公众号|关注我们|下载(?:APP|客户端)|^[（(]?[上下][接转].{0,8}版",
    "|^[（(]完[）)]$|^(?:END|end|—+END—+)$",
);

// Ordinances too forbid what is done 未经许可: here it must be about copying.
pattern!(
    COPYRIGHT,
    "ICP备|公网安备|[Cc]opyright|©|[Aa]ll [Rr]ights [Rr]eserved|版权所有|版权归.{1,20}所有|版权与免责",
    "|未经.{0,12}(?:授权|许可|同意|允许).{0,12}(?:转载|复制|摘编|镜像|使用本[网站报])",
    "|(?:不得|禁止|谢绝|请勿)(?:擅自)?转载|转载请(?:注明|联系)|不代表本[网站报台刊]|违法和不良信息举报",
);

pattern!(
    DISCLAIMER,
    "^[【（]?(?:版权|免责|特别|郑重)?声明[】）]?：|^凡(?:本[网站报]|注明)",
);

// What a credit that closes an article is labelled with, and what follows the label.
pattern!(
    CLOSING,
    r"(?:责任?编辑?|编辑|编审|主编|编发|值班编委|审核|审校|审签|校对|复审|初审|终审|监制|统筹|[一二三]审|签发) ?[：/|丨] ?\S",
);

pattern!(
    CLOSING_SPACED,
    r"^[（(【\[]?(?: *(?:责任编辑|责编|编辑|编审|主编|审核|校对|复审|初审|终审|监制) +\p{Han}{2,4}(?:[ 、]+\p{Han}{2,4})*)+[）)】\]]?$",
);

pattern!(
    LABEL,
    r"(?:索引号|主题分类|信息分类|发文机[构关]|发文字号|发文日期|成文日期|公开日期|有效性|内容概述|主题词|关键[词字])：",
    r"|^(?:文|图|文图|图文|摄)[/：]\p{Han}{2,4}",
    r"|(?:来源|稿源|作者|记者|通讯员|通联|撰稿|撰文|供稿|供图|摄影|摄像|文图|图文|图片|文字|发布(?:时间|日期|单位|机构)?|发稿时间",
    r"|更新时间|时间|日期|信息员|原标题|转自|转载自|播音|主播|制作)(?:来源|提供)?[：/丨|]",
);

pattern!(
    BYLINE,
    r"^[（(【\[]?[^，。：；]{0,20}?(?:记者|通讯员|特约记者|报道员|实习生|见习生)",
    r"[ ：/]+[\p{Han}· 、，/丨|]{2,60}[）)】\]]?(?:报道|摄|摄影报道)?[）)】\]]?$",
    r"|^[（(□■]?(?:本报|本网|本台|[^，。：； ]{1,12}(?:报|社|台|网|中心|客户端))(?:全媒体|融媒体?|见习|特约|实习)?(?:记者|通讯员)",
    r"\p{Han}{2,10}[）)]?$",
);

pattern!(PARENTHESIS, r"^[（(【\[][^（(【\[）)】\]]{1,60}[）)】\]]$",);

pattern!(
    NAMES,
    r"^[（(](?:\p{Han}{2,4}|\p{Han}{1,8}·\p{Han}{1,8})(?:[ 、，/]+(?:\p{Han}{2,4}|\p{Han}{1,8}·\p{Han}{1,8})){0,5}",
    r"(?:[ 、]*(?:文/图|文图|图文|图/文|文/摄|摄|摄影报道|报道|供稿))?[）)]$",
);

// 记者张三 通讯员李四/文 王五/图: no space after the word.
pattern!(
    BYLINE_TIGHT,
    r"^[（(□■]?(?:记者|通讯员) ?\p{Han}{2,4}(?:[ 、]+(?:记者|通讯员)? ?\p{Han}{2,4}){0,4}",
    r"(?: ?/? ?(?:文/图|文|图|摄|报道|摄影报道|摄影)(?:[ ，、]+\p{Han}{2,4} ?/? ?(?:图|摄|摄影))?)?[）)]?$",
);

// 图为会议现场。张三 摄: a caption and its photographer.
pattern!(
    CAPTION,
    r"^[^。]{0,40}。?[（( ]*\p{Han}{2,4} ?(?:/摄|摄影|摄)[）)]?$",
);

pattern!(
    PROVIDED,
    r"(?:供稿|供图|提供|摄|摄影|报道|原标题.*|转自.*|来源.*|据.*)[）)】\]]$",
);

pattern!(
    DATE,
    r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2})",
);

pattern!(
    DATELINE,
    r"^[（(【\[]?(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2})",
    r"(?:[ T日]*(?:上午|下午)? ?\d{1,2}:\d{2}(?::\d{2})?)?(?:[ |丨]*(?:星期|周)[一二三四五六日天])?(?:$|[ |丨）)】\]·].{0,60}$)",
);

// 《…日报》（2023年7月19日 A1版）, …日报 2022年8月26日 第01版.
pattern!(
    PRINTED,
    r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2}).{0,6}(?:[A-Z]?\d{1,2}|[头一二三四五六七八]|要闻)版",
);

// 新华社北京7月3日电 alone on its line.
pattern!(
    WIRE,
    r"^[（(]?[^，。：；]{2,16}\d{1,2}月\d{1,2}日[电讯][）)]?$",
);

pattern!(
    ITEM,
    r"^(?:[★☆●■◆◎○※]|[一二三四五六七八九十]{1,3}(?:是|要|、|\.)|第[一二三四五六七八九十]",
    r"|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、）]\D|[①-⑳]|首先|其次|再次|最后)",
);

impl<'a> Line<'a> {
    /// Looks at a trimmed line; `gap` tells whether an empty one stands before it.
    pub(super) fn new(text: &'a str, gap: bool) -> Self {
        let chars = text.chars().count();
        let shape = shape(text, chars);
        Self {
            text,
            chars,
            gap,
            shape,
        }
    }

    /// Whether it could be part of the article: no credit, furniture or marker.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.shape, Shape::Sentences | Shape::Item | Shape::Bare)
    }

    /// Whether it ends in a colon, or in a verb of saying and a comma, so that what follows
    /// belongs to it.
    pub(super) fn opens_list(&self) -> bool {
        self.text.ends_with('：') || self.text.strip_suffix('，').is_some_and(ends_in_lead_in)
    }

    /// Whether it has a headline's length and no lead-in's verb (会议指出 alone on its line).
    pub(super) fn is_headline(&self) -> bool {
        (6..=60).contains(&self.chars) && !ends_in_lead_in(self.text.trim_end_matches('，'))
    }

    /// Whether the text begins here: a sentence, and not merely a label with a colon.
    pub(super) fn opens_body(&self) -> bool {
        self.shape == Shape::Sentences && (self.has_full_stop() || !self.opens_list())
    }

    /// Whether a sentence ends in it.
    pub(super) fn has_full_stop(&self) -> bool {
        self.text.contains('。')
    }

    /// Whether it reads as the sentence that closes a report, be it by an exclamation mark or
    /// with its full stop forgotten.
    pub(super) fn closes_body(&self) -> bool {
        if !self.gap && self.text.ends_with(['！', '？', '…']) {
            return true;
        }
        let verbs = [
            "参加会议",
            "参加",
            "出席会议",
            "列席会议",
            "参会",
            "主持会议",
            "作了发言",
            "陪同",
        ];
        self.shape == Shape::Bare
            && self.chars >= 12
            && self.text.contains(['，', '、', '；'])
            && verbs.iter().any(|verb| self.text.ends_with(verb))
    }

    /// Whether a sentence asks the reader to subscribe, download or scan.
    pub(super) fn is_advertisement(&self) -> bool {
        let asks = ["欢迎", "请", "敬请", "长按", "点击", "更多", "想了解"];
        let what = [
            "客户端",
            "APP",
            "公众号",
            "二维码",
            "视频号",
            "订阅",
            "关注我们",
        ];
        self.chars <= 80
            && asks.iter().any(|a| self.text.starts_with(a))
            && what.iter().any(|w| self.text.contains(w))
    }
}

/// Whether a line ends in a verb that leads in what somebody says: 会议指出.
fn ends_in_lead_in(line: &str) -> bool {
    ["指出", "强调", "要求", "说", "表示", "提出", "认为"]
        .iter()
        .any(|verb| line.ends_with(verb))
}

fn shape(text: &str, chars: usize) -> Shape {
    if chars <= 120 && COPYRIGHT.is_match(text) || DISCLAIMER.is_match(text) {
        return Shape::Furniture;
    }
    if chars <= 50 && text.contains('摄') && CAPTION.is_match(text) {
        return Shape::Credit;
    }
    let stop = text.trim_end_matches(['”', '’', '）', '」', ' ']);
    let stopped = stop.strip_suffix('。').unwrap_or(stop);
    let sentences = stopped.contains('。') || (stopped.len() < stop.len() && chars > 20);
    if sentences {
        return Shape::Sentences;
    }
    if MARKER.is_match(text) {
        return Shape::Marker;
    }
    if let Some(credit) = credit(text, chars) {
        return credit;
    }
    if stopped.len() < stop.len() {
        return Shape::Sentences;
    }
    if chars <= 80 && FURNITURE.is_match(text) || is_navigation(text) {
        return Shape::Furniture;
    }
    let long = chars > 50 && text.contains('，');
    if long || stop.ends_with(['：', '；']) || ends_in_ascii_stop(stop) {
        return Shape::Sentences;
    }
    if ITEM.is_match(text) {
        return Shape::Item;
    }
    Shape::Bare
}

/// A credit, if a line without a sentence is one.
fn credit(text: &str, chars: usize) -> Option<Shape> {
    if chars > 120 {
        return None;
    }
    let closing = CLOSING.find(text).is_some_and(|found| {
        // 编辑 and the like inside a headline are preceded by other words and no separator.
        let before = text[..found.start()].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    });
    if closing || CLOSING_SPACED.is_match(text) {
        return Some(Shape::Closing);
    }
    let label = LABEL.find(text).is_some_and(|found| {
        let before = &text[..found.start()];
        before.chars().count() <= 12 || before.ends_with([' ', '|', '（', '【', '[', '丨'])
    });
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let parenthesis = PARENTHESIS.is_match(text) && PROVIDED.is_match(text);
    let dated = DATELINE.is_match(text) && !text.contains('，');
    let printed = chars <= 60 && DATE.is_match(text) && PRINTED.is_match(text);
    let credit = label
        || parenthesis
        || dated
        || printed
        || NAMES.is_match(text)
        || holds(&["记者", "通讯员", "报道员", "实习生", "见习生"]) && BYLINE.is_match(text)
        || BYLINE_TIGHT.is_match(text) && !text.contains("调查") && !text.contains("手记")
        || holds(&["日电", "日讯"]) && WIRE.is_match(text);
    credit.then_some(Shape::Credit)
}

/// 首页 | 时政 | 区县: short words between bars.
fn is_navigation(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['|', '>', '»', '丨']).map(str::trim).collect();
    parts.len() >= 3 && parts.iter().all(|p| p.chars().count() <= 8)
}

fn ends_in_ascii_stop(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('.')
        && back
            .next()
            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
