package io.cuantovale.gateway.rest;

import io.cuantovale.domain.cleaning.RawFacts;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Items as the earlier calls give them: {@code area;rooms;bathrooms;building type;department;location}. */
final class EarlierItems {
    private static final String EXPECTED =
            "area;rooms;bathrooms;building type;department;location, for example 120;4;1;Apartamento;Montevideo;Pocitos";
    private static final int FACTS = 6;

    private EarlierItems() {}

    /**
     * One item. The department may be parted from the location by a comma instead.
     *
     * @param part its name in messages
     * @throws ProblemException 400 when it has not six facts
     */
    static RawFacts one(String text, String part) {
        List<String> facts = parts(text, ";");
        if (facts.size() == FACTS - 1 && facts.getLast().contains(",")) {
            facts = Stream.concat(
                            facts.subList(0, FACTS - 2).stream(),
                            Stream.of(facts.getLast().split(",", 2)).map(String::strip))
                    .toList();
        }
        if (facts.size() != FACTS) {
            throw new ProblemException(Problems.malformed(List.of(new FieldProblem(part, text.strip(), EXPECTED))));
        }
        return new RawFacts(Map.of(
                RawFacts.AREA, facts.get(0),
                RawFacts.ROOMS, facts.get(1),
                RawFacts.BATHROOMS, facts.get(2),
                RawFacts.BUILDING_TYPE, facts.get(3),
                RawFacts.DEPARTMENT, facts.get(4),
                RawFacts.LOCATION, facts.get(5)));
    }

    /** Items joined by commas. */
    static List<String> many(String text) {
        return parts(text, ",");
    }

    private static List<String> parts(String text, String separator) {
        return Stream.of(text.split(separator, -1)).map(String::strip).toList();
    }
}
