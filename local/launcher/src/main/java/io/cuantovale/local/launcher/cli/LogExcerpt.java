package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.logs.LogLine;
import io.cuantovale.local.launcher.logs.LogTail;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** The end of a part's log, shown when it is the reason of a failure. */
final class LogExcerpt {
    private static final int LINES = 15;

    private final Context context;
    private final DataRoot data;

    LogExcerpt(Context context, DataRoot data) {
        this.context = context;
        this.data = data;
    }

    void show(Part part) {
        Path log = data.log(part);
        List<String> lines = new LogTail(log).last(LINES);
        context.screen().line("The end of " + context.layout().shown(log) + ":");
        for (String line : lines) {
            context.screen()
                    .line(LogLine.parse(part.id(), line)
                            .render(ZoneId.systemDefault())
                            .indent(2)
                            .stripTrailing());
        }
    }
}
