package io.cuantovale.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Makes a base image as a docker archive: a layer of Debian's run-time libraries (mmdebstrap, no shell scripts run)
 * and a layer with a jlink-ed Java runtime. Needs a Debian machine with mmdebstrap; elsewhere name a base by
 * {@code --base}.
 */
final class BaseImage {
    private static final String SUITE = "bookworm";
    private static final List<String> LIBRARIES = List.of(
            "base-files",
            "ca-certificates",
            "libc6",
            "libgcc-s1",
            "libgomp1",
            "libstdc++6",
            "netbase",
            "tzdata",
            "zlib1g");
    /** Needed by headless Java2D, which the demo portal draws its photos with, and by OpenCV's codecs. */
    private static final List<String> FONTS = List.of("libfreetype6", "fontconfig-config", "fonts-dejavu-core");

    private static final List<String> BROWSER = List.of("chromium", "fonts-liberation");
    private static final String MODULES = "java.base,java.desktop,java.instrument,java.logging,java.management,"
            + "java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,"
            + "java.transaction.xa,java.xml,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,"
            + "jdk.net,jdk.unsupported,jdk.zipfs";

    private final Path workFolder;
    private final Path javaHome;

    BaseImage(Path workFolder, Path javaHome) {
        this.workFolder = workFolder;
        this.javaHome = javaHome;
    }

    /** The archive of the given base, built on first use and kept. */
    Path archive(ImageSpec.Base base) throws IOException, InterruptedException {
        Path archive = workFolder.resolve("base-" + base.name().toLowerCase(java.util.Locale.ROOT) + "-"
                + Runtime.version().feature() + ".tar");
        if (Files.exists(archive)) {
            return archive;
        }
        Files.createDirectories(workFolder);
        Path rootFileSystem = rootFileSystem(base);
        Path runtime = runtime();
        Path unfinished = workFolder.resolve(archive.getFileName() + ".part");
        assemble(unfinished, base, List.of(rootFileSystem, runtime));
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        return archive;
    }

    private Path rootFileSystem(ImageSpec.Base base) throws IOException, InterruptedException {
        Path tar = workFolder.resolve("root-" + base + ".tar");
        List<String> packages = new ArrayList<>(LIBRARIES);
        packages.addAll(FONTS);
        if (base == ImageSpec.Base.BROWSER) {
            packages.addAll(BROWSER);
        }
        Processes.run(
                Map.of("SOURCE_DATE_EPOCH", "0"),
                List.of(
                        "mmdebstrap",
                        "--variant=extract",
                        "--dpkgopt=path-exclude=/usr/share/doc/*",
                        "--dpkgopt=path-exclude=/usr/share/man/*",
                        "--dpkgopt=path-exclude=/usr/share/locale/*",
                        // Debian assembles this file in a maintainer script, which the extract variant does not run.
                        "--customize-hook=mkdir -p \"$1/etc/ssl/certs\" && cat \"$1\"/usr/share/ca-certificates/mozilla/*.crt"
                                + " > \"$1/etc/ssl/certs/ca-certificates.crt\"",
                        "--include=" + String.join(",", packages),
                        SUITE,
                        tar.toString()));
        return tar;
    }

    private Path runtime() throws IOException, InterruptedException {
        Path folder = workFolder.resolve("runtime");
        if (!Files.exists(folder.resolve("bin/java"))) {
            Processes.run(
                    Map.of(),
                    List.of(
                            javaHome.resolve("bin/jlink").toString(),
                            "--add-modules",
                            MODULES,
                            "--include-locales=en,es",
                            "--strip-debug",
                            "--no-header-files",
                            "--no-man-pages",
                            "--compress=zip-6",
                            "--output",
                            folder.toString()));
        }
        Path tar = workFolder.resolve("runtime.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            DeterministicTar.write(folder, "opt/java/", out);
        }
        return tar;
    }

    private static void assemble(Path archive, ImageSpec.Base base, List<Path> layers) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> digests = new ArrayList<>();
        for (Path layer : layers) {
            digests.add("sha256:" + sha256(layer));
        }
        byte[] config = json.writeValueAsBytes(Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "created",
                "1970-01-01T00:00:00Z",
                "config",
                Map.of("Env", List.of("PATH=/opt/java/bin:/usr/bin:/bin", "JAVA_HOME=/opt/java", "LANG=C.UTF-8")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", digests)));
        byte[] manifest = json.writeValueAsBytes(List.of(Map.of(
                "Config",
                "config.json",
                "RepoTags",
                List.of("cuantovale/base-" + base.name().toLowerCase(java.util.Locale.ROOT) + ":latest"),
                "Layers",
                layers.stream().map(l -> l.getFileName().toString()).toList())));
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(tar, "config.json", config);
            for (Path layer : layers) {
                TarArchiveEntry entry = new TarArchiveEntry(layer.getFileName().toString());
                entry.setSize(Files.size(layer));
                entry.setModTime(0L);
                tar.putArchiveEntry(entry);
                Files.copy(layer, tar);
                tar.closeArchiveEntry();
            }
            add(tar, "manifest.json", manifest);
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
