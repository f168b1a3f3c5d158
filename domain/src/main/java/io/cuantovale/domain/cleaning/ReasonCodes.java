package io.cuantovale.domain.cleaning;

/** The codes of refusals and warnings. They appear in events, metrics and answers, and never change their meaning. */
public final class ReasonCodes {
    public static final String PRICE_MISSING = "price-missing";
    public static final String PRICE_UNREADABLE = "price-unreadable";
    public static final String PRICE_OUT_OF_RANGE = "price-out-of-range";
    public static final String PRICE_IN_PESOS_WITHOUT_RATE = "price-in-pesos-without-rate";
    public static final String AREA_MISSING = "area-missing";
    public static final String AREA_UNREADABLE = "area-unreadable";
    public static final String AREA_OUT_OF_RANGE = "area-out-of-range";
    public static final String AREA_UNIT_UNKNOWN = "area-unit-unknown";
    public static final String ROOMS_MISSING = "rooms-missing";
    public static final String ROOMS_UNREADABLE = "rooms-unreadable";
    public static final String ROOMS_OUT_OF_RANGE = "rooms-out-of-range";
    public static final String BATHROOMS_MISSING = "bathrooms-missing";
    public static final String BATHROOMS_UNREADABLE = "bathrooms-unreadable";
    public static final String BATHROOMS_OUT_OF_RANGE = "bathrooms-out-of-range";
    public static final String BUILDING_TYPE_MISSING = "building-type-missing";
    public static final String BUILDING_TYPE_UNKNOWN = "building-type-unknown";
    public static final String NOT_FOR_SALE = "not-for-sale";
    public static final String LOCATION_MISSING = "location-missing";
    public static final String UNKNOWN_LOCATION = "unknown-location";
    public static final String AMBIGUOUS_LOCATION = "ambiguous-location";
    public static final String UNKNOWN_DEPARTMENT = "unknown-department";

    /** Warning: the price was in pesos and converted at the configured rate. */
    public static final String PRICE_CONVERTED_FROM_PESOS = "price-converted-from-pesos";
    /** Warning: the department was not given and follows from the location. */
    public static final String DEPARTMENT_IMPLIED = "department-implied";
    /** Warning: the photo could not be decoded and was left out. */
    public static final String UNREADABLE_PHOTO = "unreadable-photo";
    /** Warning: the photo is not in the store and was left out. */
    public static final String PHOTO_NOT_STORED = "photo-not-stored";

    /** Warning: the source named a photo that could not be fetched. */
    public static final String PHOTO_NOT_FETCHED = "photo-not-fetched";

    private ReasonCodes() {}
}
