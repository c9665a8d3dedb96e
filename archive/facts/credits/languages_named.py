"""How English credits name languages: "Written in English", "RFA Korean"."""

LANGUAGE = (
    r"(?:[A-Z][a-z]+(?:ish|ese|[aei]an|ic|nch|tch|ech)|Bangla|Bengali|Cantonese|Creole|Dari|Farsi|German|"
    r"Greek|Hausa|Hebrew|Hindi|Khmer|Kinyarwanda|Kurdish|Lao|Luo|Malay|Mandarin|Nepali|Pashto|"
    r"Punjabi|Sinhala|Somali|Swahili|Tagalog|Tamil|Telugu|Thai|Tibetan|Urdu|Uyghur|Uzbek)"
)
