package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Coordinates;
import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.photos.Condition;
import io.cuantovale.local.portal.photos.Dice;

/**
 * A home of the sample, as it is: what an advertisement says about it may be less, or wrong.
 *
 * @param neighbourhood where it stands
 * @param section apartment or house
 * @param rooms bedrooms; 0 is a studio
 * @param bathrooms 1 to 5
 * @param areaM2 built area in square metres
 * @param condition its state, seen on the photo only
 * @param priceUsd asking price in US dollars
 * @param coordinates where it stands on the map
 * @param photoSeed seed of everything about its cover photo that does not bear on the price
 */
record Home(
        Neighbourhood neighbourhood,
        Section section,
        int rooms,
        int bathrooms,
        int areaM2,
        Condition condition,
        long priceUsd,
        Coordinates coordinates,
        long photoSeed) {

    /** Price of a small apartment's square metre in a middling neighbourhood, before the other factors. */
    private static final double BASE_USD = 2_850;

    static Home draw(Dice dice) {
        Neighbourhood neighbourhood = Neighbourhood.draw(dice);
        boolean house = dice.chance(neighbourhood.department().equals("Montevideo") ? 0.30 : 0.65);
        int rooms = house ? 2 + dice.weighted(28, 42, 22, 8) : dice.weighted(8, 27, 38, 21, 6);
        int area = house
                ? (int) (dice.between(28.0, 52.0) * (rooms + 0.8))
                : (int) (dice.between(21.0, 34.0) * (rooms + 1.15) + 6);
        int bathrooms = Math.clamp((rooms + 1) / 2 + (dice.chance(0.35) ? 1 : 0), 1, 5);
        Condition condition = Condition.draw(dice);
        long price = price(neighbourhood, house, rooms, bathrooms, area, condition, dice.bell());
        Coordinates centre = neighbourhood.centre();
        Coordinates at = new Coordinates(
                centre.latitude() + dice.between(-0.006, 0.006), centre.longitude() + dice.between(-0.006, 0.006));
        return new Home(
                neighbourhood,
                house ? Section.HOUSES : Section.APARTMENTS,
                rooms,
                bathrooms,
                area,
                condition,
                price,
                at,
                dice.seed());
    }

    private static long price(
            Neighbourhood where, boolean house, int rooms, int bathrooms, int area, Condition condition, double noise) {
        double usd = BASE_USD
                * StrictMath.pow(area, 0.88)
                * where.level()
                * (house ? 0.72 : 1)
                * (1 + 0.02 * rooms)
                * (1 + 0.06 * (bathrooms - 1))
                * condition.priceFactor()
                * StrictMath.exp(0.06 * noise);
        return Math.clamp(Math.round(usd / 500) * 500, 20_000, 3_000_000);
    }
}
