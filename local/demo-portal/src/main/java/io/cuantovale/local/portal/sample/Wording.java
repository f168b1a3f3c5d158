package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Publisher;
import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.listings.Slug;
import io.cuantovale.local.portal.photos.Dice;
import java.util.List;
import java.util.Locale;

/** The words of an advertisement. None of them hints at the home's condition. */
final class Wording {

    private static final List<String> AGENCIES = List.of(
            "Inmobiliaria Río Ancho",
            "Propiedades La Rambla",
            "Estudio Ombú",
            "Casas & Ceibos",
            "Del Sur Negocios Inmobiliarios",
            "Faro Propiedades");

    private Wording() {}

    static String rooms(int rooms) {
        return switch (rooms) {
            case 0 -> "1 Ambiente";
            case 1 -> "1 dormitorio";
            case 2, 3, 4 -> rooms + " dormitorios";
            default -> "Más de 4 dormitorios";
        };
    }

    static String bathrooms(int bathrooms) {
        return bathrooms > 3 ? "Más de 3 baños" : bathrooms + " Baños";
    }

    static String title(Home home, Dice dice) {
        String what = home.section() == Section.HOUSES ? "Casa" : "Apartamento";
        String where = home.neighbourhood().name();
        String rooms = home.rooms() == 0 ? "monoambiente" : rooms(home.rooms()).toLowerCase(Locale.ROOT);
        return switch (dice.below(5)) {
            case 0 -> what + " " + rooms + " en " + where;
            case 1 -> "Venta " + what.toLowerCase(Locale.ROOT) + " " + where + ", " + rooms;
            case 2 -> what + " en " + where + " próximo a todos los servicios";
            case 3 -> where + ": " + what.toLowerCase(Locale.ROOT) + " con parrillero & garaje";
            default -> what + " de " + rooms + ", " + where + " \"a pasos de la avenida\"";
        };
    }

    static String description(Home home, Publisher publisher, Dice dice) {
        String layout = home.rooms() == 0 ? "un ambiente" : "living comedor, " + rooms(home.rooms());
        return "Se distribuye en %s y %s. %s %s Consultas al %s o a %s. %s"
                .formatted(
                        layout,
                        bathrooms(home.bathrooms()).toLowerCase(Locale.ROOT),
                        dice.oneOf(
                                "Orientación norte.",
                                "Al contrafrente.",
                                "Planta única.",
                                "Muy buena ventilación cruzada.",
                                "Con patio interior."),
                        dice.oneOf(
                                "A dos cuadras de la parada de ómnibus.",
                                "Cerca de centros de estudio.",
                                "Gastos comunes a confirmar.",
                                "Se aceptan mascotas.",
                                "Título al día."),
                        publisher.phone(),
                        publisher.email(),
                        dice.oneOf(
                                "Coordinar visita por WhatsApp: https://wa.me/" + publisher.dialable() + ".",
                                "También tel. +598 2 000 " + dice.between(1000, 9999) + ".",
                                "Ref. " + dice.between(100, 999) + "."));
    }

    /** An invented publisher: numbers from ranges that no operator assigns, and an address that cannot exist. */
    static Publisher publisher(Dice dice) {
        String name = dice.oneOf(AGENCIES);
        int last = dice.between(1000, 9999);
        String phone = switch (dice.below(4)) {
            case 0 -> "099 000 " + last % 900 / 100 + last % 100 / 10 + last % 10;
            case 1 -> "0990" + last + dice.below(10);
            case 2 -> "+598 2 000 " + last;
            default -> "2000-" + last;
        };
        String user = dice.oneOf("ventas", "contacto", "info", "consultas");
        return new Publisher(name, phone, user + "@" + Slug.of(name) + ".example");
    }
}
