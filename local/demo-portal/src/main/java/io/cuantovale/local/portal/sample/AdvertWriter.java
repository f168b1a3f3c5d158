package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Fact;
import io.cuantovale.local.portal.listings.Fact.Kind;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.PriceText;
import io.cuantovale.local.portal.listings.Publisher;
import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.listings.Slug;
import io.cuantovale.local.portal.photos.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the advertisement of a home, with what goes wrong when people fill in forms. */
final class AdvertWriter {

    private final Dice dice;

    AdvertWriter(Dice dice) {
        this.dice = dice;
    }

    Listing write(String id, Home home, List<String> photos, Defect defect) {
        Publisher publisher = Wording.publisher(dice);
        String title = Wording.title(home, dice);
        String where = neighbourhood(home, defect);
        String description = Wording.description(home, publisher, dice);
        return new Listing(
                id,
                "/" + Slug.of(title) + "-inmuebles-" + id,
                home.section(),
                title,
                price(home, defect),
                department(home, defect),
                where,
                facts(home, where, defect),
                photos,
                description,
                publisher,
                home.coordinates(),
                defect == Defect.GONE);
    }

    private static String price(Home home, Defect defect) {
        return switch (defect) {
            case PRICE_ON_REQUEST -> "Consultar";
            case PRICE_ONE -> PriceText.dollars(1);
            case PRICE_IN_PESOS -> PriceText.pesos(home.priceUsd() * 40);
            case FOR_RENT -> PriceText.dollars(Math.max(300, home.priceUsd() / 20_000 * 100));
            default -> PriceText.dollars(home.priceUsd());
        };
    }

    private static @Nullable String department(Home home, Defect defect) {
        return defect == Defect.AMBIGUOUS_NEIGHBOURHOOD
                ? null
                : home.neighbourhood().department();
    }

    private String neighbourhood(Home home, Defect defect) {
        return switch (defect) {
            case UNKNOWN_NEIGHBOURHOOD -> dice.oneOf("Barrio Los Teros", "Parque De Las Garzas", "Villa Macachín");
            case AMBIGUOUS_NEIGHBOURHOOD -> dice.oneOf("Costa Azul", "Paso Carrasco");
            default -> home.neighbourhood().name();
        };
    }

    private List<Fact> facts(Home home, String where, Defect defect) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                Kind.BUILDING_TYPE,
                defect == Defect.OTHER_BUILDING_TYPE
                        ? "Local Comercial"
                        : home.section().singular()));
        facts.add(new Fact(Kind.DEAL_TYPE, defect == Defect.FOR_RENT ? "Alquiler" : "Venta"));
        facts.add(new Fact(Kind.NEIGHBOURHOOD, where));
        facts.add(new Fact(Kind.ROOMS, Wording.rooms(home.rooms())));
        facts.add(new Fact(Kind.BATHROOMS, Wording.bathrooms(home.bathrooms())));
        switch (defect) {
            case AREA_MISSING -> {}
            case AREA_ONE -> facts.add(new Fact(Kind.AREA, "1 Mts"));
            case AREA_OF_PLOT -> facts.add(new Fact(Kind.AREA, "1250 Mts"));
            case AREA_IN_HECTARES -> facts.add(new Fact(Kind.AREA, home.areaM2() + " Has."));
            default -> facts.add(new Fact(Kind.AREA, home.areaM2() + " Mts"));
        }
        if (dice.chance(0.3)) {
            facts.add(new Fact(Kind.GARAGE, dice.between(1, 2) + " garaje"));
        }
        if (dice.chance(0.2)) {
            facts.add(new Fact(Kind.YEAR, "Año " + dice.between(1950, 2022)));
        }
        if (home.section() == Section.APARTMENTS && dice.chance(0.3)) {
            facts.add(new Fact(Kind.FEES, PriceText.pesos(dice.between(20, 120) * 100L)));
        }
        return dice.chance(0.25) ? dice.shuffled(facts) : facts;
    }
}
