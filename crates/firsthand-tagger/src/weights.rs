//! The weights that were built into the program.

use firsthand::model::Language;

/// A folder of `models/`.
pub(crate) struct Weights {
    pub(crate) encoder: &'static [u8],
    pub(crate) relation: &'static [u8],
    pub(crate) tokenizer: &'static [u8],
    pub(crate) languages: &'static [Language],
}

/// The folders that were there when the program was built.
pub(crate) const SHIPPED: &[Weights] = &[
    #[cfg(english)]
    Weights {
        encoder: include_bytes!("../../../models/attribution-en/encoder.onnx"),
        relation: include_bytes!("../../../models/attribution-en/relation.onnx"),
        tokenizer: include_bytes!("../../../models/attribution-en/tokenizer.json"),
        languages: &[Language::English],
    },
    #[cfg(many)]
    Weights {
        encoder: include_bytes!("../../../models/attribution-many/encoder.onnx"),
        relation: include_bytes!("../../../models/attribution-many/relation.onnx"),
        tokenizer: include_bytes!("../../../models/attribution-many/tokenizer.json"),
        languages: &[
            Language::Russian,
            Language::Turkish,
            Language::Azerbaijani,
            Language::German,
            Language::French,
            Language::Spanish,
            Language::Portuguese,
            Language::Polish,
            Language::Ukrainian,
        ],
    },
];

/// The first figures of the SHA-256 of the encoders; nothing where there is none.
pub(crate) const VERSION: &str = env!("FIRSTHAND_TAGGER");
