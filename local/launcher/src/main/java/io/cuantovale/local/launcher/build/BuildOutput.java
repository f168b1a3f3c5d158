package io.cuantovale.local.launcher.build;

import io.cuantovale.local.launcher.show.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows Maven's output line by line: which module, how many downloads, which errors. */
public final class BuildOutput {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (\\S+) .*\\[(\\d+)/(\\d+)]");
    private static final Pattern DOWNLOADED =
            Pattern.compile("(?:\\[INFO] )?Downloaded from \\S+: \\S+ \\(([\\d.]+) (B|kB|MB|GB)\\b.*");
    private static final int SHOWN_ERRORS = 15;

    private final List<String> errors = new ArrayList<>();
    private String module = "";
    private int done;
    private int total;
    private long downloads;
    private double downloadedBytes;

    /** Takes the next line. */
    public void accept(String line) {
        Matcher building = MODULE.matcher(line);
        if (building.find()) {
            module = building.group(1);
            done = Integer.parseInt(building.group(2)) - 1;
            total = Integer.parseInt(building.group(3));
            return;
        }
        Matcher downloaded = DOWNLOADED.matcher(line);
        if (downloaded.matches()) {
            downloads++;
            downloadedBytes += Double.parseDouble(downloaded.group(1)) * unit(downloaded.group(2));
        } else if (line.startsWith("[ERROR]")
                && errors.size() < SHOWN_ERRORS
                && line.strip().length() > 7) {
            errors.add(line.substring(7).strip());
        }
    }

    /** Modules finished so far. */
    public int done() {
        return done;
    }

    /** Modules of this build, 0 until Maven has said so. */
    public int total() {
        return total;
    }

    /** What is being done now, in words. */
    public String text() {
        String now = module.isEmpty() ? "preparing" : module;
        return downloads == 0
                ? now
                : now + ", " + Words.count(downloads, "download") + " (" + Words.bytes((long) downloadedBytes) + ")";
    }

    public long downloads() {
        return downloads;
    }

    /** Maven's first errors. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    private static double unit(String name) {
        return switch (name) {
            case "kB" -> 1e3;
            case "MB" -> 1e6;
            case "GB" -> 1e9;
            default -> 1;
        };
    }
}
