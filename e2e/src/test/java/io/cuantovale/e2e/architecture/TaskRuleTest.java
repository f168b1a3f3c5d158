package io.cuantovale.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing in training or serving is written for property prices alone: that is what task files are for. */
class TaskRuleTest {
    private static final Pattern NAME_OR_LITERAL = Pattern.compile(
            "(?i)bathroom|bed_?room|\\brooms\\b|building_?type|area_?m2|price_?usd|property-?price|apartment|listing_?price");

    @Test
    void trainingAndServingNameNoFactOfOneTask() {
        List<String> found = Stream.of("training-service", "inference-service")
                .flatMap(m -> Sources.javaFiles(m, "src/main/java").stream())
                .flatMap(TaskRuleTest::mentions)
                .toList();
        assertThat(found).as("facts of one task in code that serves all tasks").isEmpty();
    }

    private static Stream<String> mentions(Path file) {
        Matcher matcher = NAME_OR_LITERAL.matcher(withoutComments(Sources.read(file)));
        return matcher.results().map(r -> Sources.ROOT.relativize(file) + ": " + r.group());
    }

    private static String withoutComments(String java) {
        return java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
    }
}
