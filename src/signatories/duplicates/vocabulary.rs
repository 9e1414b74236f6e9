//! Words of names by what they tell: little, or which of several.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::signatories::known_codes;

/// Words that hold a name together, and titles of persons: left out as often as not.
const SMALL: &str = "\
    al an and at by da das de del della den der des di die do dos dr du el emerita emeritus \
    en esq et for fur hon im in la las le les los md miss mr mrs ms of on para per phd por \
    pour prof professor rev reverend sir the to und van von with zu zur";

/// Words of what a body is, which people leave off or put behind its name.
const GENERIC: &str = "\
    academy alliance asociacion assn assoc association associazione campaign center centre \
    centro chapter charity church clinic club coalition collective college comite committee \
    community company council department dept faculty federacion federation fondation forum \
    foundation fund fundacion fundacja group hospital initiative institut institute instituto \
    international intl ministries ministry movement national network office org organisation \
    organizacion organization organizations parish program programme project red reseau school \
    societe society stichting stiftung team trust union univ universidad universidade \
    universita universitat universite university verband verein worldwide";

/// Words that tell one of several from the next: rows that have different ones are two.
const ORDINALS: &str = "\
    east eastern eight eighth fifth first five four fourth ii iii iv ix jr junior lower nine \
    ninth north northeast northern northwest one second senior seven seventh six sixth south \
    southeast southern southwest ten tenth third three two upper v vi vii viii west western x \
    xi xii";

/// Regions, states and large cities in English; countries are known beside.
const PLACES: &str = "\
    africa african america american americas arab asia asian atlantic balkans caribbean central \
    europe european latin mediterranean oceania pacific scandinavia \
    alabama alaska arizona arkansas california carolina colorado connecticut dakota delaware \
    florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland \
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire \
    ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia washington \
    wisconsin wyoming alberta manitoba ontario quebec saskatchewan brunswick scotia queensland \
    tasmania victoria \
    amsterdam athens atlanta austin baltimore bangkok barcelona beijing berlin bogota boston \
    brussels bucharest budapest cairo chicago cleveland cologne copenhagen dallas delhi denver \
    detroit dublin geneva hamburg helsinki houston istanbul jakarta jerusalem johannesburg kyiv \
    lagos lahore lima lisbon london madrid manila melbourne memphis miami milan minneapolis \
    montreal moscow mumbai munich nairobi oakland oslo paris philadelphia phoenix pittsburgh \
    portland prague rome sacramento santiago seattle seoul shanghai stockholm sydney taipei \
    tokyo toronto vancouver vienna warsaw zurich";

/// Whether a word holds a name together, or is a person's title.
pub(crate) fn is_small(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.split(' ').collect());

    WORDS.contains(word)
}

/// Whether a word says only what kind of body it is.
pub(crate) fn is_generic(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC.split(' ').collect());

    WORDS.contains(word)
}

/// Whether a word numbers one of several.
pub(crate) fn is_ordinal(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ORDINALS.split(' ').collect());

    word.contains(|character: char| character.is_numeric()) || WORDS.contains(word)
}

/// Whether a word is a place, or a part of its name.
pub(crate) fn is_place(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| PLACES.split(' ').collect());

    WORDS.contains(word) || known_codes::is_word_of_country(word)
}
