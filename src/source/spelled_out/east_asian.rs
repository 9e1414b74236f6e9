//! Chinese, Japanese, Korean, which count by ten thousands.

use crate::source::spelled_out::rules::{Numbers, PLAIN};

pub(super) const JAPANESE: Numbers = Numbers {
    minus: "マイナス",
    first: &["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    rules: &[&[
        (10, "十[>>]"),
        (20, "<<十[>>]"),
        (100, "百[>>]"),
        (200, "<<百[>>]"),
        (1000, "千[>>]"),
        (2000, "<<千[>>]"),
        (10_000, "<<万[>>]"),
        (100_000_000, "<<億[>>]"),
    ]],
    ..PLAIN
};

/// The numerals of Chinese origin, which count beyond ninety-nine.
pub(super) const KOREAN: Numbers = Numbers {
    minus: "마이너스 ",
    first: &["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"],
    rules: &[&[
        (10, "십[>>]"),
        (20, "<<십[>>]"),
        (100, "백[>>]"),
        (200, "<<백[>>]"),
        (1000, "천[>>]"),
        (2000, "<<천[>>]"),
        (10_000, "만[ >>]"),
        (20_000, "<<만[ >>]"),
        (100_000_000, "<<억[ >>]"),
    ]],
    ..PLAIN
};

pub(super) const CHINESE: Numbers = Numbers {
    minus: "负",
    first: &["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    rules: &[&[
        (10, "十[>>]"),
        (20, "<<十[>>]"),
        (100, "<<百[&>within>]"),
        (1000, "<<千[&>within>]"),
        (10_000, "<<万[&>within>]"),
        (100_000_000, "<<亿[&>within>]"),
    ]],
    variants: &[(
        "within",
        &[
            (10, "一十"),
            (11, "一十一"),
            (12, "一十二"),
            (13, "一十三"),
            (14, "一十四"),
            (15, "一十五"),
            (16, "一十六"),
            (17, "一十七"),
            (18, "一十八"),
            (19, "一十九"),
        ],
    )],
    // A zero stands for the powers that the rest skips; CLDR forgets it after `亿`.
    joint: |power, rest| if rest < power / 10 { "零" } else { "" },
    ..PLAIN
};

pub(super) const TRADITIONAL_CHINESE: Numbers = Numbers {
    minus: "負",
    rules: &[&[
        (10, "十[>>]"),
        (20, "<<十[>>]"),
        (100, "<<百[&>within>]"),
        (1000, "<<千[&>within>]"),
        (10_000, "<<萬[&>within>]"),
        (100_000_000, "<<億[&>within>]"),
    ]],
    ..CHINESE
};
