package io.cuantovale.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar of a folder whose bytes depend only on names, modes and contents: sorted, no owner, one fixed time. */
final class DeterministicTar {
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private DeterministicTar() {}

    static void write(Path folder, String prefix, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path file : sorted(folder)) {
                String name = prefix + folder.relativize(file);
                if (Files.isSymbolicLink(file)) {
                    TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                    link.setLinkName(Files.readSymbolicLink(file).toString());
                    put(tar, link, EXECUTABLE);
                    tar.closeArchiveEntry();
                } else if (Files.isDirectory(file)) {
                    put(tar, new TarArchiveEntry(name + "/"), EXECUTABLE);
                    tar.closeArchiveEntry();
                } else {
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(Files.size(file));
                    put(tar, entry, Files.isExecutable(file) ? EXECUTABLE : READABLE);
                    Files.copy(file, tar);
                    tar.closeArchiveEntry();
                }
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
        entry.setModTime(0L);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !f.equals(folder)).sorted().toList();
        }
    }
}
