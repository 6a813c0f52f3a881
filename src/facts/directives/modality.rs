//! Whether a requirement is a duty, a prohibition, a permission or an exhortation.

use std::sync::LazyLock;

use crate::text::Regex;

/// The modality of a requirement, by the words that open it, behind adverbs (坚决, 一律) and
/// whom it addresses; a duty where no word says otherwise.
///
/// ```
/// use zhengmai::facts::directives::modality;
/// assert_eq!(modality("严禁擅自离岗"), "prohibition");
/// assert_eq!(modality("各单位一律不得瞒报"), "prohibition");
/// assert_eq!(modality("可以适当延期"), "permission");
/// assert_eq!(modality("大力提倡节约"), "exhortation");
/// assert_eq!(modality("压实责任，不得推诿"), "duty");
/// ```
pub fn modality(requirement: &str) -> &'static str {
    let Some(c) = OPENS.captures(requirement) else {
        return "duty";
    };
    ["prohibition", "permission", "exhortation"]
        .into_iter()
        .find(|name| c.name(name).is_some())
        .unwrap_or("duty")
}

static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    let adverbs =
        "(?:要|坚决|严格|从严|全面|始终|进一步|积极|大力|广泛|也|还|都|均|同时|继续|特别)*";
    let whom = "(?:[^，。；：要的]{1,16}?(?:部门|单位|干部|人员|企业|个人|学校|机关|乡镇|街道|党员|社区|县区|市区|县市|地区|同志|集体))?";
    let no = "严禁|禁止|杜绝|不得|不准|不许|不能|不可|不允许|不要|决不|绝不|切忌|切勿|切不可|一律不|严令禁止";
    let may = "可以|可根据|可按|可结合|可视|可适当|可采取|可由|允许|准许|准予";
    let encourages = "鼓励|支持|倡导|提倡|希望|号召";
    Regex::new(&format!(
        "^{whom}{adverbs}(?:(?P<prohibition>{no}|一律(?:{no}))|(?P<permission>{may})|(?P<exhortation>{encourages}))"
    ))
    .expect("a valid pattern")
});
