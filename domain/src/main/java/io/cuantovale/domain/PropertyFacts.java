package io.cuantovale.domain;

/**
 * The facts of a property that passed the rules.
 *
 * @param areaM2 square metres
 * @param rooms bedrooms, 0 (studio) to 4 (four or more)
 * @param bathrooms 1 to 4 (four or more)
 * @param department catalogue slug, for example {@code montevideo}
 * @param location catalogue id, for example {@code montevideo/pocitos}
 */
public record PropertyFacts(
        double areaM2, int rooms, int bathrooms, BuildingType buildingType, String department, String location) {}
