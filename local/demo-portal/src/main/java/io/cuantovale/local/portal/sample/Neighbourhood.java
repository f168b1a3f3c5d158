package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Coordinates;
import io.cuantovale.local.portal.photos.Dice;
import java.util.List;

/**
 * A real neighbourhood of the sample, with an invented price level.
 *
 * @param department department as the portal writes it
 * @param name name as the portal writes it, often without its accent
 * @param level what the price is multiplied by
 * @param share weight among the sample's listings
 * @param centre roughly where it lies
 */
record Neighbourhood(String department, String name, double level, int share, Coordinates centre) {

    static final List<Neighbourhood> ALL = List.of(
            in("Montevideo", "Pocitos", 1.22, 10, -34.910, -56.150),
            in("Montevideo", "Punta Carretas", 1.42, 6, -34.924, -56.159),
            in("Montevideo", "Buceo", 1.12, 6, -34.898, -56.132),
            in("Montevideo", "Malvin", 1.15, 6, -34.894, -56.105),
            in("Montevideo", "Carrasco", 1.55, 5, -34.886, -56.058),
            in("Montevideo", "Punta Gorda", 1.36, 3, -34.895, -56.078),
            in("Montevideo", "Cordon", 0.95, 8, -34.902, -56.176),
            in("Montevideo", "Centro", 0.86, 6, -34.906, -56.190),
            in("Montevideo", "Ciudad Vieja", 0.80, 4, -34.907, -56.205),
            in("Montevideo", "Prado", 0.88, 4, -34.860, -56.201),
            in("Montevideo", "La Blanqueada", 0.92, 5, -34.883, -56.157),
            in("Montevideo", "Parque Batlle", 1.02, 5, -34.894, -56.156),
            in("Montevideo", "Tres Cruces", 0.98, 4, -34.893, -56.166),
            in("Montevideo", "Union", 0.70, 4, -34.877, -56.139),
            in("Montevideo", "Sayago", 0.60, 3, -34.836, -56.220),
            in("Montevideo", "Cerro", 0.52, 3, -34.884, -56.255),
            in("Canelones", "Ciudad De La Costa", 0.84, 4, -34.826, -55.970),
            in("Canelones", "Solymar", 0.78, 4, -34.829, -55.950),
            in("Canelones", "El Pinar", 0.70, 3, -34.799, -55.908),
            in("Canelones", "Las Piedras", 0.54, 3, -34.726, -56.220),
            in("Canelones", "Atlántida", 0.72, 3, -34.772, -55.760),
            in("Maldonado", "Punta Del Este", 1.50, 6, -34.948, -54.934),
            in("Maldonado", "Piriápolis", 0.82, 3, -34.863, -55.275),
            in("Maldonado", "La Barra", 1.30, 2, -34.912, -54.860));

    private static Neighbourhood in(
            String department, String name, double level, int share, double latitude, double longitude) {
        return new Neighbourhood(department, name, level, share, new Coordinates(latitude, longitude));
    }

    private static final int[] SHARES =
            ALL.stream().mapToInt(Neighbourhood::share).toArray();

    static Neighbourhood draw(Dice dice) {
        return ALL.get(dice.weighted(SHARES));
    }
}
