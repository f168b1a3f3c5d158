package io.cuantovale.local.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.launcher.check.DataFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    @Test
    void everyDocumentedFormIsUnderstood() {
        for (String line : List.of(
                "up",
                "up --once",
                "up --detach",
                "up --data ../mine --once",
                "up --listings 200",
                "down",
                "status --json",
                "logs gateway -f",
                "logs --correlation abc -f",
                "test",
                "test -pl domain -DskipITs",
                "help up")) {
            assertThatCode(() -> new CommandLine(new Main()).parseArgs(line.split(" ")))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> new CommandLine(new Main()).parseArgs("up", "--dettach"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("--dettach");
    }

    @Test
    void importedListingsBelongToTheirFolderAndToTheirFileWhereThereAreSeveral() {
        Path one = Path.of("/d/Gallito 2023/listings.csv");
        Path two = Path.of("/d/Gallito 2023/More.csv");
        DataFolder single =
                new DataFolder(Path.of("/d/Gallito 2023"), Optional.empty(), List.of(one), Optional.empty(), 0);
        DataFolder several =
                new DataFolder(Path.of("/d/Gallito 2023"), Optional.empty(), List.of(one, two), Optional.empty(), 0);
        assertThat(Sources.sourceName(single, one)).isEqualTo("gallito-2023");
        assertThat(Sources.sourceName(several, two)).isEqualTo("gallito-2023-more");
    }
}
