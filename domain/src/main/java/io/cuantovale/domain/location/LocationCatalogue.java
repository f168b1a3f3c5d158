package io.cuantovale.domain.location;

import io.cuantovale.domain.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All departments and their locations. Names are compared lower-case, without accents, blanks and punctuation.
 *
 * <p>The order is that of the ids, whatever the order of the input, so that equal catalogues give equal vocabularies.
 */
public final class LocationCatalogue {
    /** The vocabulary's first entry: any place outside the catalogue. */
    public static final String UNKNOWN = "unknown";

    private final List<Department> departments;
    private final Map<String, Department> departmentsByName;
    private final Map<String, List<Location>> locationsByName;

    LocationCatalogue(Collection<Department> departments) {
        this.departments = departments.stream()
                .sorted(Comparator.comparing(Department::slug))
                .toList();
        this.departmentsByName = new LinkedHashMap<>();
        this.locationsByName = new LinkedHashMap<>();
        for (Department department : this.departments) {
            departmentsByName.put(Names.compact(department.name()), department);
            for (Location location : department.locations()) {
                Stream.concat(Stream.of(location.name()), location.aliases().stream())
                        .map(Names::compact)
                        .distinct()
                        .forEach(key -> locationsByName
                                .computeIfAbsent(key, k -> new ArrayList<>())
                                .add(location));
            }
        }
    }

    /** The catalogue of Uruguay that comes with the product. */
    public static LocationCatalogue uruguay() {
        return CatalogueFile.read("uruguay.txt");
    }

    /**
     * A catalogue from department names to location names, as a JSON file holds them. Names that compare equal are
     * one location; the first spelling is shown.
     *
     * @throws IllegalArgumentException if a name has no letter or digit, or there is no department
     */
    public static LocationCatalogue of(Map<String, List<String>> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("locations: {} (expected: at least one department)");
        }
        Map<String, Map<String, Location>> found = new TreeMap<>();
        Map<String, String> shown = new LinkedHashMap<>();
        names.forEach((department, places) -> {
            String slug = slug(department);
            shown.putIfAbsent(slug, department.strip());
            Map<String, Location> here = found.computeIfAbsent(slug, s -> new LinkedHashMap<>());
            for (String place : places) {
                here.putIfAbsent(
                        Names.compact(place), new Location(slug, slug + "/" + slug(place), place.strip(), List.of()));
            }
        });
        return new LocationCatalogue(found.entrySet().stream()
                .map(e -> department(
                        e.getKey(), shown.get(e.getKey()), e.getValue().values()))
                .toList());
    }

    static Department department(String slug, @Nullable String name, Collection<Location> locations) {
        return new Department(
                slug,
                name == null ? slug : name,
                locations.stream().sorted(Comparator.comparing(Location::id)).toList());
    }

    static String slug(String name) {
        String slug = Names.slug(name);
        if (slug.isEmpty()) {
            throw new IllegalArgumentException("location: '" + name + "' (expected: a name with a letter or digit)");
        }
        return slug;
    }

    /** Departments ordered by slug. */
    public List<Department> departments() {
        return departments;
    }

    /** All locations, ordered by id. */
    public List<Location> locations() {
        return departments.stream().flatMap(d -> d.locations().stream()).toList();
    }

    /** {@link #UNKNOWN} at index 0, then all location ids in order. */
    public List<String> vocabulary() {
        return Stream.concat(Stream.of(UNKNOWN), locations().stream().map(Location::id))
                .toList();
    }

    /** The department of that name or slug. */
    public Optional<Department> department(String name) {
        return Optional.ofNullable(departmentsByName.get(Names.compact(name)));
    }

    /**
     * Looks a place up.
     *
     * @param department name or slug; null or blank where unknown: a place that only one department has implies it
     * @param location name, slug or id ({@code montevideo/pocitos})
     */
    public LocationMatch find(@Nullable String department, String location) {
        int slash = location.indexOf('/');
        if (slash > 0 && department(location.substring(0, slash)).isPresent()) {
            String own = location.substring(0, slash);
            boolean agrees = department == null
                    || department.isBlank()
                    || Names.compact(own).equals(Names.compact(department));
            return agrees ? find(own, location.substring(slash + 1)) : new LocationMatch.UnknownLocation();
        }
        List<Location> named = locationsByName.getOrDefault(Names.compact(location), List.of());
        if (department != null && !department.isBlank()) {
            Function<Department, LocationMatch> within = d -> named.stream()
                    .filter(l -> l.department().equals(d.slug()))
                    .findFirst()
                    .<LocationMatch>map(LocationMatch.Found::new)
                    .orElseGet(LocationMatch.UnknownLocation::new);
            return department(department).map(within).orElseGet(LocationMatch.UnknownDepartment::new);
        }
        return switch (named.size()) {
            case 0 -> new LocationMatch.UnknownLocation();
            case 1 -> new LocationMatch.Found(named.getFirst());
            default -> new LocationMatch.Ambiguous(named);
        };
    }
}
