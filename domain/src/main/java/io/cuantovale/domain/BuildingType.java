package io.cuantovale.domain;

import java.util.Optional;

/** What is for sale. The code is the number in the model's graph. */
public enum BuildingType {
    APARTMENT("apartment", 0),
    HOUSE("house", 1);

    private final String id;
    private final int code;

    BuildingType(String id, int code) {
        this.id = id;
        this.code = code;
    }

    /** {@code apartment} or {@code house}. */
    public String id() {
        return id;
    }

    /** 0 apartment, 1 house. */
    public int code() {
        return code;
    }

    /** Reads Spanish and English names, singular or plural, and the codes 0 and 1; empty for anything else. */
    public static Optional<BuildingType> read(String text) {
        return switch (Names.compact(text)) {
            case "apartamento",
                    "apartamentos",
                    "apto",
                    "aptos",
                    "departamento",
                    "apartment",
                    "apartments",
                    "flat",
                    "0" -> Optional.of(APARTMENT);
            case "casa", "casas", "house", "houses", "1" -> Optional.of(HOUSE);
            default -> Optional.empty();
        };
    }
}
