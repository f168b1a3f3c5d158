package io.cuantovale.contracts.event;

/** Names of raw facts in {@link ListingScraped#facts()}. A source may add others; cleaning ignores unknown names. */
public final class RawFact {
    public static final String TITLE = "title";
    public static final String PRICE = "price";
    public static final String AREA = "area";
    public static final String ROOMS = "rooms";
    public static final String BATHROOMS = "bathrooms";
    public static final String BUILDING_TYPE = "building_type";
    public static final String DEAL_TYPE = "deal_type";
    public static final String DEPARTMENT = "department";
    public static final String LOCATION = "location";
    public static final String LATITUDE = "latitude";
    public static final String LONGITUDE = "longitude";
    public static final String DATE = "date";
    /** Present, with the reason, when the photo named by the source could not be had. */
    public static final String PHOTO_ERROR = "photo_error";

    private RawFact() {}
}
