package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.photos.Condition;
import io.cuantovale.local.portal.photos.Dice;
import io.cuantovale.local.portal.photos.PhotoRecipe;
import io.cuantovale.local.portal.photos.PhotoRecipe.Damage;
import io.cuantovale.local.portal.photos.PhotoRecipe.Format;
import io.cuantovale.local.portal.photos.PhotoRecipe.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the sample's homes and their advertisements: about 15 % repeat a home under another id with the same photo,
 * 8 % show no photo, 6 % (and at least one of each kind) have a defect.
 */
public final class SampleGenerator {

    private static final double REPEATED = 0.15;
    private static final double WITHOUT_PHOTO = 0.08;
    private static final double DEFECTIVE = 0.06;
    private static final double PNG_COVER = 0.03;
    private static final double BASELINE_COVER = 0.35;
    private static final double WITH_FLOOR_PLAN = 0.1;
    private static final int FIRST_ID = 24_000_017;

    private final long seed;

    /** A generator whose every batch depends on this seed alone. */
    public SampleGenerator(long seed) {
        this.seed = seed;
    }

    /**
     * One batch of advertisements with the photos that they show.
     *
     * @param listings in the order of the grids
     * @param photos recipes by file name
     * @param conditions state of the home behind each advertisement id: what a test needs to know and no page tells
     */
    public record Batch(List<Listing> listings, Map<String, PhotoRecipe> photos, Map<String, Condition> conditions) {}

    private record Advert(Home home, List<String> photos, Defect defect) {}

    /**
     * Draws a batch.
     *
     * @param batch 0 for the first, then ascending: each batch has homes of its own
     * @param firstNumber number of advertisements published before it, from which the ids go on
     * @param count advertisements to draw
     */
    public Batch draw(int batch, int firstNumber, int count) {
        Dice dice = new Dice(seed + 0x9E3779B97F4A7C15L * batch);
        Map<String, PhotoRecipe> recipes = new LinkedHashMap<>();
        List<Advert> adverts = new ArrayList<>();
        List<Advert> sound = new ArrayList<>();
        List<Defect> defects = defects(batch, count);
        int homes = count - (int) Math.round(count * REPEATED);
        for (int i = 0; i < homes; i++) {
            Home home = Home.draw(dice);
            Defect defect = i < defects.size() ? defects.get(i) : Defect.NONE;
            Advert advert =
                    new Advert(home, photos("b%dh%04d".formatted(batch, i), home, defect, dice, recipes), defect);
            adverts.add(advert);
            if (defect == Defect.NONE) {
                sound.add(advert);
            }
        }
        while (adverts.size() < count) {
            adverts.add(dice.oneOf(sound));
        }
        return publish(dice.shuffled(adverts), firstNumber, dice, recipes);
    }

    private static Batch publish(List<Advert> adverts, int firstNumber, Dice dice, Map<String, PhotoRecipe> recipes) {
        AdvertWriter writer = new AdvertWriter(dice);
        List<Listing> listings = new ArrayList<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (Advert advert : adverts) {
            // Gaps between ids, as on a portal where most of what was published is gone again.
            String id = String.valueOf(FIRST_ID + (firstNumber + listings.size()) * 37 + dice.below(31));
            listings.add(writer.write(id, advert.home(), advert.photos(), advert.defect()));
            conditions.put(id, advert.home().condition());
        }
        return new Batch(List.copyOf(listings), Map.copyOf(recipes), Map.copyOf(conditions));
    }

    private static List<Defect> defects(int batch, int count) {
        List<Defect> kinds = new ArrayList<>(List.of(Defect.values()));
        kinds.remove(Defect.NONE);
        // Every kind at least once in the first batch; later ones keep to the share.
        int wanted = (int) Math.round(count * DEFECTIVE);
        int total = batch == 0 ? Math.max(kinds.size(), wanted) : wanted;
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            defects.add(kinds.get(i % kinds.size()));
        }
        return defects;
    }

    private static List<String> photos(
            String name, Home home, Defect defect, Dice dice, Map<String, PhotoRecipe> recipes) {
        Damage damage = switch (defect) {
            case PHOTO_IS_A_PAGE -> Damage.HTML;
            case PHOTO_TRUNCATED -> Damage.TRUNCATED;
            default -> Damage.NONE;
        };
        if (damage == Damage.NONE && dice.chance(WITHOUT_PHOTO)) {
            return List.of();
        }
        double drawn = dice.between(0.0, 1.0);
        Format format = drawn < PNG_COVER && damage == Damage.NONE
                ? Format.PNG
                : drawn < PNG_COVER + BASELINE_COVER ? Format.BASELINE_JPEG : Format.PROGRESSIVE_JPEG;
        List<String> names = new ArrayList<>();
        add(name, Subject.COVER, home, home.photoSeed(), format, damage, names, recipes);
        if (home.section() == Section.APARTMENTS && dice.chance(WITH_FLOOR_PLAN)) {
            add(
                    name + "-plano",
                    Subject.FLOOR_PLAN,
                    home,
                    home.photoSeed() + 1,
                    Format.PNG,
                    Damage.NONE,
                    names,
                    recipes);
        }
        return names;
    }

    private static void add(
            String name,
            Subject subject,
            Home home,
            long seed,
            Format format,
            Damage damage,
            List<String> names,
            Map<String, PhotoRecipe> recipes) {
        String file = name + "." + format.extension();
        names.add(file);
        recipes.put(file, new PhotoRecipe(subject, home.section(), home.condition(), seed, format, damage));
    }
}
