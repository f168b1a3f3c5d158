package io.cuantovale.scraper.crawl.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "099 123 456",
                "099123456",
                "098-765-432",
                "(094) 12 34 56",
                "091.234.567",
                "Cel.099123456",
                "+598 99 123 456",
                "+59899123456",
                "+598 (0)99 123 456",
                "00598 2711 2233",
                "598 2711 2233",
                "59899123456",
                "2711 2233",
                "2711-2233",
                "4244 12 34",
                "2 711 22 33",
                "27112233",
                "Tel: 27112233",
                "tel. 711 22 33",
                "Llamar al 99 123 456",
                "WhatsApp 99123456",
                "contacto: 47732211",
                "+54 9 11 1234 5678",
                "https://wa.me/59899123456",
                "https://api.whatsapp.com/send?phone=59899123456&text=hola",
            })
    void removesPhoneNumbersAsPeopleWriteThem(String phone) {
        String text = Redactor.text("Hermoso apto, " + phone + ", consulte", Set.of());
        assertThat(text).contains("[phone]").startsWith("Hermoso apto, ").endsWith(", consulte");
        assertThat(text.replaceAll("\\D", "")).as(text).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana.perez@correo.com.uy",
                "ANA_PEREZ+1@Correo.COM",
                "ana (at) correo (dot) com",
                "ana [arroba] correo [punto] com",
                "ana arroba correo punto com punto uy",
                "ana arroba correo.com",
                "ana @ correo . com",
                "ana(a)x ana@correo.com",
            })
    void removesEmailAddressesPlainAndDisguised(String email) {
        String text = Redactor.text("Escribir a " + email + ".", Set.of());
        assertThat(text).contains("[e-mail]").doesNotContain("correo").doesNotContainIgnoringCase("ana.perez");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "U$S 205.000",
                "U$S 1.250.000",
                "$U 24.500.000",
                "U$S 24500000",
                "USD 27112233",
                "24.500.000",
                "51 Mts",
                "1250 Mts",
                "4500 4500 m2",
                "150 Has.",
                "105 m2 y 2 garajes",
                "Más de 4 dormitorios",
                "4 dormitorios, 2 garage, terreno 1024. Construidos 224 mts",
                "Construido en 1998 - 2004",
                "entre 2023-2024",
                "2023 2024",
                "Ref. 23867563",
                "Código: 23867563",
                "Padrón 41234567",
                "2023-06-05 20:16:58.097788",
                "2026-11-22T03:08:26.099123456Z",
                "q=-34.9123456,-56.1612345&zoom=15",
                "-34.90912345",
                "Apartamento 2 Dormitorios Cordón Terrazas De Magallanes",
                "Viví a 200 mts. de rambla y con todos los servicios.",
                "VENTA CASA 2 DORM LAS PIEDRAS 680 M2 TERR. COCHERA",
                "Canelones y Ejido - Primer Piso con Patio",
                "¡Lindo fondo, 5 dormitorios, ideal empresa o familia numero",
                "Gastos comunes $ 9.500, contribución $ 12.345",
                "arroba es una unidad de peso",
            })
    void leavesPricesAreasYearsAndIdsAlone(String text) {
        assertThat(Redactor.text(text, Set.of())).isEqualTo(text);
        assertThat(Redactor.fact(text)).isEqualTo(text);
    }

    @Test
    void keepsTheListingsOwnId() {
        assertThat(Redactor.text("Aviso 23867563 o 23867563", Set.of("23867563")))
                .isEqualTo("Aviso 23867563 o 23867563");
    }

    @Test
    void takesPersonsOutOfAddressesButNotIds() {
        assertThat(Redactor.url("https://p.uy/venta-llame-099123456-inmuebles-23867563?tel=27112233&pag=2"))
                .isEqualTo("https://p.uy/venta-llame-redacted-inmuebles-23867563?tel=redacted&pag=2");
    }

    @Test
    void changesNothingTheSecondTime() {
        String once = Redactor.text("Tel 099 123 456 / ana@correo.com / 2711 2233", Set.of());
        assertThat(Redactor.text(once, Set.of())).isEqualTo(once);
    }
}
