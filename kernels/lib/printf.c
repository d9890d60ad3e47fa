// SPDX-License-Identifier: GPL-2.0-or-later
#include "printk.h"
#include "string.h"

struct out {
	char *buf;
	size_t size, len; /* len counts what did not fit as well */
};

struct spec {
	bool left, zero, alt;
	int width, precision, longs;
};

static void put(struct out *o, char c)
{
	if (o->len + 1 < o->size)
		o->buf[o->len] = c;
	o->len++;
}

static void put_padded(struct out *o, const struct spec *s, const char *text, int len)
{
	int pad = s->width - len;

	for (; !s->left && pad > 0; pad--)
		put(o, s->zero ? '0' : ' ');
	while (len--)
		put(o, *text++);
	for (; pad > 0; pad--)
		put(o, ' ');
}

static void put_number(struct out *o, const struct spec *s, u64 v, u32 base, bool negative,
		       bool upper)
{
	char buf[24], *p = buf + sizeof(buf);
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	int wanted = s->precision > 0	   ? s->precision
		     : s->zero && !s->left ? s->width - negative
					   : 1;
	u32 rem;

	wanted = min(wanted, 20);
	for (; v || wanted > 0; wanted--) {
		v = div_u64_rem(v, base, &rem);
		*--p = digits[rem];
	}
	if (s->alt && base == 16) {
		*--p = 'x';
		*--p = '0';
	}
	if (negative)
		*--p = '-';
	put_padded(o, s, p, buf + sizeof(buf) - p);
}

static void put_symbol(struct out *o, const struct spec *s, unsigned long addr)
{
	unsigned long offset;
	const char *name = ksym_lookup(addr, &offset);
	char text[80];

	if (!name)
		name = "?", offset = 0;
	put_padded(o, s, text, snprintf(text, sizeof(text), "%.64s+%#lx", name, offset));
}

static u64 next_unsigned(const struct spec *s, va_list *args)
{
	return s->longs == 2 ? va_arg(*args, u64) : va_arg(*args, u32);
}

static void put_signed(struct out *o, const struct spec *s, va_list *args)
{
	s64 v = s->longs == 2 ? va_arg(*args, s64) : va_arg(*args, s32);

	put_number(o, s, v < 0 ? -v : v, 10, v < 0, false);
}

static void put_string(struct out *o, const struct spec *s, const char *text)
{
	if (!text)
		text = "(null)";
	put_padded(o, s, text, strnlen(text, s->precision >= 0 ? (size_t)s->precision : SIZE_MAX));
}

/* After '%': flags, width, precision, length. Returns the conversion's position. */
static const char *parse_spec(const char *f, struct spec *s, va_list *args)
{
	*s = (struct spec){ .precision = -1 };
	for (;; f++) {
		if (*f == '-')
			s->left = true;
		else if (*f == '0')
			s->zero = true;
		else if (*f == '#')
			s->alt = true;
		else
			break;
	}
	if (*f == '*') {
		s->width = va_arg(*args, int);
		f++;
	} else {
		s->width = strtoul(f, (char **)&f, 10);
	}
	if (*f == '.') {
		if (*++f == '*') {
			s->precision = va_arg(*args, int);
			f++;
		} else {
			s->precision = strtoul(f, (char **)&f, 10);
		}
	}
	for (; *f == 'l' || *f == 'z'; f++)
		s->longs += *f == 'l';
	return f;
}

int vsnprintf(char *buf, size_t size, const char *f, va_list va)
{
	struct out o = { buf, size, 0 };
	struct spec s;
	va_list args;
	char c;

	va_copy(args, va);
	for (; *f; f++) {
		if (*f != '%') {
			put(&o, *f);
			continue;
		}
		f = parse_spec(f + 1, &s, &args);
		switch (*f) {
		case 'd':
		case 'i':
			put_signed(&o, &s, &args);
			break;
		case 'u':
			put_number(&o, &s, next_unsigned(&s, &args), 10, false, false);
			break;
		case 'o':
			put_number(&o, &s, next_unsigned(&s, &args), 8, false, false);
			break;
		case 'x':
		case 'X':
			put_number(&o, &s, next_unsigned(&s, &args), 16, false, *f == 'X');
			break;
		case 'p':
			if (f[1] == 'S') {
				put_symbol(&o, &s, va_arg(args, unsigned long));
				f++;
				break;
			}
			s.precision = 8;
			put_number(&o, &s, va_arg(args, u32), 16, false, false);
			break;
		case 's':
			put_string(&o, &s, va_arg(args, const char *));
			break;
		case 'c':
			c = va_arg(args, int);
			put_padded(&o, &s, &c, 1);
			break;
		case '%':
			put(&o, '%');
			break;
		default:
			put(&o, '?');
			f--;
		}
	}
	va_end(args);
	if (size)
		buf[min(o.len, size - 1)] = '\0';
	return o.len;
}

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return n;
}
