package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.BuildingType;
import io.cuantovale.domain.PropertyFacts;
import io.cuantovale.domain.location.Location;
import io.cuantovale.domain.location.LocationCatalogue;
import io.cuantovale.domain.location.LocationMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a property's facts, the same for cleaning, for training and for callers' requests.
 *
 * @param limits of area and counts
 * @param catalogue the known places
 */
public record PropertyRules(PropertyLimits limits, LocationCatalogue catalogue) {
    /** More than this in a count is a slip, not "or more". */
    private static final int MOST_BELIEVABLE = 99;

    private static final String EXPECTED_TYPE = "apartment or house";

    /** The default limits with the built-in catalogue. */
    public static PropertyRules standard() {
        return new PropertyRules(PropertyLimits.DEFAULT, LocationCatalogue.uruguay());
    }

    /** Facts as raw text. Reasons name the fields as {@link RawFacts} does. */
    public FactsResult read(RawFacts raw) {
        return combine(
                AreaText.read(raw.get(RawFacts.AREA), expectedArea()).then(v -> area(v, RawFacts.AREA)),
                CountText.rooms(raw.get(RawFacts.ROOMS), expectedRooms()).then(this::rooms),
                CountText.bathrooms(raw.get(RawFacts.BATHROOMS), expectedBathrooms())
                        .then(this::bathrooms),
                type(raw.get(RawFacts.BUILDING_TYPE)),
                location(raw.get(RawFacts.DEPARTMENT), raw.get(RawFacts.LOCATION)));
    }

    /**
     * Facts as typed values, null where not given. Reasons name the area {@code area_m2}, all else as
     * {@link RawFacts} does.
     *
     * @param areaM2 square metres
     * @param buildingType name or code, see {@link BuildingType#read}
     * @param department name or slug; may be null where the location's name is unique
     * @param location name or id
     */
    public FactsResult validate(
            @Nullable Double areaM2,
            @Nullable Integer rooms,
            @Nullable Integer bathrooms,
            @Nullable String buildingType,
            @Nullable String department,
            @Nullable String location) {
        return combine(
                areaM2 == null
                        ? Reading.refused(ReasonCodes.AREA_MISSING, "area_m2", null, expectedArea())
                        : area(areaM2, "area_m2"),
                rooms == null
                        ? Reading.refused(ReasonCodes.ROOMS_MISSING, RawFacts.ROOMS, null, expectedRooms())
                        : rooms(rooms),
                bathrooms == null
                        ? Reading.refused(ReasonCodes.BATHROOMS_MISSING, RawFacts.BATHROOMS, null, expectedBathrooms())
                        : bathrooms(bathrooms),
                type(blankToNull(buildingType)),
                location(blankToNull(department), blankToNull(location)));
    }

    private static FactsResult combine(
            Reading<Double> area,
            Reading<Integer> rooms,
            Reading<Integer> bathrooms,
            Reading<BuildingType> type,
            Reading<Location> location) {
        List<Reason> reasons = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Reading<?> reading : List.of(area, rooms, bathrooms, type, location)) {
            switch (reading) {
                case Reading.Refused<?>(Reason reason) -> reasons.add(reason);
                case Reading.Read<?> read -> warnings.addAll(read.warnings());
            }
        }
        if (area instanceof Reading.Read<Double>(Double m2, var _)
                && rooms instanceof Reading.Read<Integer>(Integer bedrooms, var _)
                && bathrooms instanceof Reading.Read<Integer>(Integer baths, var _)
                && type instanceof Reading.Read<BuildingType>(BuildingType kind, var _)
                && location instanceof Reading.Read<Location>(Location place, var _)) {
            return new FactsResult.Valid(
                    new PropertyFacts(m2, bedrooms, baths, kind, place.department(), place.id()), warnings);
        }
        return new FactsResult.Invalid(reasons);
    }

    private Reading<Double> area(double m2, String field) {
        return m2 >= limits.minAreaM2() && m2 <= limits.maxAreaM2()
                ? new Reading.Read<>(m2)
                : Reading.refused(ReasonCodes.AREA_OUT_OF_RANGE, field, Plain.number(m2), expectedArea());
    }

    private Reading<Integer> rooms(int count) {
        return count >= 0 && count <= MOST_BELIEVABLE
                ? new Reading.Read<>(Math.min(count, limits.mostRooms()))
                : Reading.refused(
                        ReasonCodes.ROOMS_OUT_OF_RANGE, RawFacts.ROOMS, Integer.toString(count), expectedRooms());
    }

    private Reading<Integer> bathrooms(int count) {
        return count >= 1 && count <= MOST_BELIEVABLE
                ? new Reading.Read<>(Math.min(count, limits.mostBathrooms()))
                : Reading.refused(
                        ReasonCodes.BATHROOMS_OUT_OF_RANGE,
                        RawFacts.BATHROOMS,
                        Integer.toString(count),
                        expectedBathrooms());
    }

    private static Reading<BuildingType> type(@Nullable String text) {
        if (text == null) {
            return Reading.refused(ReasonCodes.BUILDING_TYPE_MISSING, RawFacts.BUILDING_TYPE, null, EXPECTED_TYPE);
        }
        return BuildingType.read(text)
                .<Reading<BuildingType>>map(Reading.Read::new)
                .orElseGet(() -> Reading.refused(
                        ReasonCodes.BUILDING_TYPE_UNKNOWN, RawFacts.BUILDING_TYPE, text, EXPECTED_TYPE));
    }

    private Reading<Location> location(@Nullable String department, @Nullable String location) {
        if (location == null) {
            return Reading.refused(
                    ReasonCodes.LOCATION_MISSING, RawFacts.LOCATION, null, "a location of the catalogue");
        }
        return switch (catalogue.find(department, location)) {
            case LocationMatch.Found(Location found) ->
                new Reading.Read<>(found, department == null ? List.of(ReasonCodes.DEPARTMENT_IMPLIED) : List.of());
            case LocationMatch.Ambiguous(List<Location> candidates) ->
                Reading.refused(
                        ReasonCodes.AMBIGUOUS_LOCATION,
                        RawFacts.LOCATION,
                        location,
                        "a department with it, one of "
                                + candidates.stream().map(Location::department).collect(Collectors.joining(", ")));
            case LocationMatch.UnknownDepartment _ ->
                Reading.refused(
                        ReasonCodes.UNKNOWN_DEPARTMENT,
                        RawFacts.DEPARTMENT,
                        department,
                        "one of the catalogue's " + catalogue.departments().size() + " departments");
            case LocationMatch.UnknownLocation _ ->
                Reading.refused(
                        ReasonCodes.UNKNOWN_LOCATION,
                        RawFacts.LOCATION,
                        location,
                        "a location of " + (department == null ? "the catalogue" : department));
        };
    }

    private String expectedArea() {
        return Plain.number(limits.minAreaM2()) + " to " + Plain.number(limits.maxAreaM2()) + " m2";
    }

    private String expectedRooms() {
        return "0 to " + limits.mostRooms() + ", more count as " + limits.mostRooms();
    }

    private String expectedBathrooms() {
        return "1 to " + limits.mostBathrooms() + ", more count as " + limits.mostBathrooms();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
