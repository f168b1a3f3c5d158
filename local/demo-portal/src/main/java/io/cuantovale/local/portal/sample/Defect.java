package io.cuantovale.local.portal.sample;

/** What is wrong with some advertisements, as in real life. */
enum Defect {
    NONE,
    /** "Consultar" in place of a price. */
    PRICE_ON_REQUEST,
    /** "1 Mts". */
    AREA_ONE,
    /** "1250 Mts": the plot, not the flat. */
    AREA_OF_PLOT,
    /** An area in hectares. */
    AREA_IN_HECTARES,
    /** A price in pesos. */
    PRICE_IN_PESOS,
    /** For rent, filed under sales. */
    FOR_RENT,
    /** A neighbourhood that is on no list. */
    UNKNOWN_NEIGHBOURHOOD,
    /** A neighbourhood's name that two departments know, and no department. */
    AMBIGUOUS_NEIGHBOURHOOD,
    /** "U$S 1". */
    PRICE_ONE,
    /** An HTML page where the photo should be. */
    PHOTO_IS_A_PAGE,
    /** Half a photo. */
    PHOTO_TRUNCATED,
    /** In the grid, but its page is gone. */
    GONE,
    /** No area among the facts. */
    AREA_MISSING,
    /** A shop among the homes. */
    OTHER_BUILDING_TYPE
}
